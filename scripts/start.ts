// npm start [-- --with-logs]: a real hardened HTTPS host on this machine, by a real `pulumi up` of the stack `local`; with
// another one that collects its logs.
import { parseArgs } from "node:util";
import { writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { loadPlan } from "../components/gateway/planning/loadPlan";
import type { LogsAccess } from "../components/logging/elkServer";
import { loadStackFile } from "../components/model/environment";
import { ensureEngine } from "../local/engine";
import { LocalEnvironment, type LocalHost, type Release } from "../local/hosts";
import { writeConfiguration } from "../local/stack/configuration";
import { logHostName, serveLogPrograms } from "../local/stack/logs";
import { localStackFile, rootCertificateFile, stateDir } from "../local/stack/paths";
import { up } from "../local/stack/pulumi";
import { renewCertificate } from "../local/stack/renewCertificate";
import { localStack, stackNamed, stackOutputs } from "../local/stack/stack";
import { serveExecutable } from "../local/serveExecutable";
import { ensureTyk } from "../local/tyk";
import {
  type Finding,
  isTrusted,
  loggedRequest,
  renderFindings,
  type Target,
  verify,
  verifyClosed,
} from "../local/verification";
import { missingCallers } from "./credentials/missingCallers";
import { stackCredentials } from "./credentials/stackCredentials";

const releases: Readonly<Record<string, Release>> = { "debian-12": "bookworm", "debian-13": "trixie" };

/** Where hosts download the gateway: always the same port, so that nothing changes from one start to the next. */
const tykPort = 14999;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { "with-logs": { type: "boolean", default: false } } });
  const wanted = loadStackFile(localStackFile);
  const names = (wanted.edge?.sites ?? []).flatMap((site) => site.names);
  if (names.length === 0) {
    throw new Error(
      "Pulumi.local.yaml: the local environment needs an edge with at least one site, or there is nothing to verify",
    );
  }
  const environment = await LocalEnvironment.open(localStack, { stateDir });
  const engine = await ensureEngine();
  const plan = await environment.bringUp();
  const hosts: LocalHost[] = [];
  for (const [name, { platform }] of Object.entries(wanted.hosts)) {
    const release = releases[platform];
    if (!release) {
      throw new Error(
        `Pulumi.local.yaml: host ${name} has platform ${platform}; local hosts run ${Object.keys(releases).join(" or ")}`,
      );
    }
    hosts.push(await environment.startHost({ name, release }));
  }
  const [first] = hosts;
  const servers = [...hosts];
  const logHost = values["with-logs"]
    ? await environment.startHost({ name: logHostName, release: "bookworm" })
    : undefined;
  if (logHost) hosts.push(logHost);
  const pebble = await environment.startPebble({
    addresses: Object.fromEntries(names.map((name) => [name, first!.address])),
  });
  const tyk =
    wanted.gateway?.engine === "tyk"
      ? await serveExecutable(await ensureTyk(), plan.gateway, tykPort)
      : undefined;
  const logPrograms = logHost && (await serveLogPrograms(plan.gateway));
  try {
    writeConfiguration({ plan, hosts, pebble, tyk, logs: logPrograms?.programs });
    await up(engine);
  } finally {
    await Promise.all([tyk?.close(), logPrograms?.close()]);
  }

  const rootPem = await pebble.rootPem();
  writeFileSync(rootCertificateFile, rootPem);
  // The local authority keeps its root in memory: one that was started anew, as after a reboot, has another.
  for (const host of servers) {
    for (const name of names) {
      if (!(await isTrusted({ address: host.address, name, roots: [rootPem] })))
        await renewCertificate(host, name);
    }
  }
  const missing = wanted.gateway && missingCallers(wanted.gateway.consumers);
  const gateway =
    wanted.gateway && missing?.length === 0
      ? {
          plan: loadPlan(wanted.gateway, dirname(localStackFile)),
          credentials: await stackCredentials(engine, stackNamed(localStack)),
        }
      : undefined;
  const stranger = await environment.startClient("stranger");
  const findings: Finding[] = [];
  const tell = (host: LocalHost, found: readonly Finding[]): void => {
    findings.push(...found);
    console.log(`\n${host.name} (${host.address}), verified from outside:\n${renderFindings(found)}`);
  };
  const target = ({ address }: LocalHost): Target => ({
    site: { address, name: names[0]!, roots: [rootPem] },
    gateway,
  });
  for (const host of servers) tell(host, await verify(host, stranger, target(host)));
  if (logHost) {
    const { logs } = await stackOutputs(engine, stackNamed(localStack));
    tell(logHost, [
      ...(await verifyClosed(logHost, stranger)),
      await loggedRequest(target(first!), logs as LogsAccess),
    ]);
  }
  if (missing && missing.length > 0)
    console.log(
      `\nThe gateway was not called: gateway.consumers of Pulumi.local.yaml no longer has ${missing.join(", ")}.`,
    );
  const url = `https://${names[0]}/orders`;
  const root = relative(process.cwd(), rootCertificateFile);
  const header = gateway
    ? ` -H "Authorization: Bearer $(npm run --silent token -- ${localStack} dashboard)"`
    : "";
  console.log(
    `\n${url}\n  curl --cacert ${root} --resolve ${names[0]}:443:${first!.address}${header} ${url}\n`,
  );
  const failed = findings.filter(({ ok }) => !ok).length;
  if (failed > 0) throw new Error(`${failed} of ${findings.length} checks failed: see the lines marked ✗`);
  console.log(
    `${findings.length} of ${findings.length} checks passed. \`npm run stop\` removes everything again.`,
  );
}

main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
