import path from "node:path";
import type { Bundle } from "../../../components/host/bundle";
import type { LocalHost } from "../../../local/hosts";

const components = path.resolve(__dirname, "../../../dist/components");

/** A Pulumi program that brings bundles, one after the other, to an existing host. */
export function bundleProgram(host: LocalHost, bundles: readonly Bundle[]): string {
  const settings = {
    address: host.address,
    user: host.user,
    hostKey: host.hostKey,
    privateKeyFile: host.privateKeyFile,
    platform: host.release === "bookworm" ? "debian-12" : "debian-13",
  };
  return `
    const { ExistingHost, HostBundle } = require(${JSON.stringify(components)});
    const host = new ExistingHost("host", { settings: ${JSON.stringify(settings)} });
    let before = [];
    for (const bundle of ${JSON.stringify(bundles)}) {
      before = [new HostBundle(bundle.name, { host, bundle, trial: Boolean(bundle.trialSeconds) }, { dependsOn: before })];
    }
  `;
}
