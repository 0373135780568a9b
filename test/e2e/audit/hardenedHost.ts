import { plannedHosts, type PlannedHost } from "../../../components/environment/plannedHost";
import { renderEnvironment } from "../../../components/environment/render";
import type { Bundle } from "../../../components/host/bundle";
import { placeholderIdentity } from "../../../components/logging/render";
import { loadEnvironment } from "../../../components/model/environment";
import type { ResolvedEnvironment } from "../../../components/model/types";
import { ensureFilebeat } from "../../../local/filebeat";
import { serveExecutable } from "../../../local/serveExecutable";
import { ensureTyk } from "../../../local/tyk";
import { bring } from "../hardening/hosts";
import { makeTestAuthority } from "../logging/testAuthority";
import type { LocalHost, TestEnvironment } from "../support";

/** Name of the site. */
export const siteName = "api.example.test";

/** A host that has everything that an environment brings, brought without an engine. */
export interface HardenedHost {
  readonly host: LocalHost;
  readonly environment: ResolvedEnvironment;
  readonly plan: PlannedHost;
  /** What was brought. */
  readonly bundles: readonly Bundle[];
  /** Root of the site's certificate, PEM. */
  readonly root: string;
}

/** The same bundle with an authority of the right form instead of a stand-in. */
function withAuthority(bundle: Bundle, pem: string): Bundle {
  const files = bundle.files.map((file) => ({
    ...file,
    content: file.content.replaceAll(placeholderIdentity.authority, pem),
  }));
  return { ...bundle, files };
}

/**
 * Starts a host and brings it everything that a small environment has: hardening, nginx with a certificate of a test
 * authority, Tyk, a demonstration API, and a log shipper whose log host never answers.
 */
export async function startHardenedHost(environments: TestEnvironment): Promise<HardenedHost> {
  const [tyk, filebeat] = [await ensureTyk(), await ensureFilebeat()];
  const host = await environments.startHost({ name: "api1", release: "bookworm" });
  const addresses = await environments.environment.bringUp();
  const pebble = await environments.environment.startPebble({ addresses: { [siteName]: host.address } });
  const downloads = [
    await serveExecutable(tyk, addresses.gateway),
    await serveExecutable(filebeat, addresses.gateway),
  ] as const;
  const egress = [pebble.directoryUrl, ...downloads.map(({ url }) => url)].map((url) => ({
    port: Number(new URL(url).port),
    to: [`${new URL(url).hostname}/32`],
  }));
  const environment = loadEnvironment("audited", {
    hosts: {
      api1: { platform: "debian-12", address: host.address, user: host.user, hostKey: host.hostKey },
      // An address of TEST-NET-1: nobody takes the logs.
      logs1: { platform: "debian-12", address: "192.0.2.1", role: "logs", hostKey: host.hostKey },
    },
    adminRanges: [`${addresses.gateway}/32`, `${addresses.gateway6}/128`],
    firewall: { egress },
    certificates: { email: "ops@example.test", directory: pebble.directoryUrl, directoryCa: pebble.caPem },
    edge: { sites: [{ names: [siteName], upstream: { url: "http://127.0.0.1:8000" } }] },
    gateway: {
      engine: "tyk",
      tyk: { binary: { url: downloads[0].url, sha256: downloads[0].sha256 } },
      apis: {
        orders: {
          upstreams: ["http://127.0.0.1:8080"],
          openApi: "components/demo/assets/openapi.json",
          roles: ["reader"],
          operations: {
            createOrder: { roles: ["writer"] },
            deleteOrder: { roles: ["writer"] },
            describe: { authentication: "apiKey", roles: [] },
            health: { public: true },
          },
        },
      },
      consumers: { shop: { roles: ["reader", "writer"], jwt: {} }, monitor: { apiKey: true } },
    },
    demoApi: {},
    logging: {
      namespace: "test",
      server: {},
      shipper: {
        binary: { url: downloads[1].url, sha256: downloads[1].sha256, version: filebeat.version },
      },
    },
  });
  const [plan] = plannedHosts(environment);
  if (!plan) throw new Error("the environment has no host");
  const { pem } = await makeTestAuthority();
  const bundles = renderEnvironment(environment)[plan.name]!.map((bundle) => withAuthority(bundle, pem));
  try {
    for (const bundle of bundles) {
      const { code, stderr } = await bring(host, bundle);
      if (code !== 0) throw new Error(`${bundle.name}: ${stderr}`);
    }
  } finally {
    for (const download of downloads) await download.close();
  }
  return { host, environment, plan, bundles, root: await pebble.rootPem() };
}
