import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseDocument } from "yaml";
import type { Pebble } from "../acme";
import type { AddressPlan, LocalHost } from "../hosts";
import type { Download } from "../serveExecutable";
import { localLogging, logHostName, type LogPrograms } from "./logs";
import { configFile, localStackFile } from "./paths";

/** What only the machine knows of the local environment. */
export interface LocalFacts {
  /** Its addresses: the operator's own are the one range that SSH is let in from. */
  plan: AddressPlan;
  /** The running hosts. */
  hosts: readonly LocalHost[];
  /** The running certificate authority. */
  pebble: Pebble;
  /** Where hosts find the gateway that this machine built. Needed where they run Tyk. */
  tyk?: Pick<Download, "url" | "sha256">;
  /** Where hosts find the programs of the logs. Default: logs stay on the hosts. */
  logs?: LogPrograms;
}

/**
 * Fills this machine's addresses, keys and certificate authority into the text of Pulumi.local.yaml; everything else
 * stays as it was written there.
 *
 * @param former - text of the copy that is there already, whose encryption salt belongs to the stack's state
 */
export function fillIn(text: string, facts: LocalFacts, former?: string): string {
  const { plan, hosts, pebble, tyk, logs } = facts;
  const document = parseDocument(text);
  const environment = ["config", "portcullis:environment"];
  if (logs) {
    const collector = document.createNode({ role: "logs", platform: "debian-12" });
    document.setIn([...environment, "hosts", logHostName], collector);
    document.setIn([...environment, "logging"], document.createNode(localLogging(logs)));
  }
  for (const host of hosts) {
    const at = [...environment, "hosts", host.name];
    document.setIn([...at, "address"], host.address);
    document.setIn([...at, "user"], host.user);
    document.setIn([...at, "hostKey"], host.hostKey);
    document.setIn([...at, "privateKeyFile"], host.privateKeyFile);
  }
  document.setIn([...environment, "adminRanges"], [`${plan.gateway}/32`, `${plan.gateway6}/128`]);
  document.setIn([...environment, "certificates", "directory"], pebble.directoryUrl);
  document.setIn([...environment, "certificates", "directoryCa"], pebble.caPem);
  if (tyk) {
    for (const key of ["url", "sha256"] as const)
      document.setIn([...environment, "gateway", "tyk", "binary", key], tyk[key]);
  }
  // Neither the authority nor this machine listens on 443, and nothing else is open outwards.
  document.setIn(
    [...environment, "firewall", "egress"],
    [
      { port: Number(new URL(pebble.directoryUrl).port), to: [`${pebble.address}/32`] },
      ...[tyk, logs?.elasticsearch, logs?.filebeat, logs?.packages]
        .filter((offered) => offered !== undefined)
        .map(({ url }) => ({ port: Number(new URL(url).port), to: [`${plan.gateway}/32`] })),
    ],
  );
  const salt = former === undefined ? undefined : parseDocument(former).get("encryptionsalt");
  if (salt !== undefined) document.set("encryptionsalt", salt);
  return document.toString();
}

/** Writes the stack's configuration for this machine. */
export function writeConfiguration(facts: LocalFacts): void {
  mkdirSync(dirname(configFile), { recursive: true, mode: 0o700 });
  const former = existsSync(configFile) ? readFileSync(configFile, "utf8") : undefined;
  writeFileSync(configFile, fillIn(readFileSync(localStackFile, "utf8"), facts, former), { mode: 0o600 });
}
