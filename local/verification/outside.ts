// Runs in a network namespace of its own, as a stranger's machine would: reads a target from standard input, since it
// may hold credentials, and prints what each probe found, as JSON.
import { text } from "node:stream/consumers";
import { gatewayProbes } from "./gatewayCalls";
import { api, headers, hsts, largeBody, redirect, unknownName } from "./https";
import { openPorts } from "./ports";
import type { Finding, Probe, Target } from "./probe";
import { certificate, versions, weakCiphers } from "./tls";

const probes: readonly Probe[] = [
  api,
  redirect,
  certificate,
  versions,
  weakCiphers,
  hsts,
  headers,
  largeBody,
  unknownName,
  ({ address }) => openPorts(address, [80, 443]),
];

/** What to look at: a site, or a host that serves strangers nothing. */
export type Look = Target | { closed: string };

async function main(): Promise<void> {
  const look = JSON.parse(await text(process.stdin)) as Look;
  console.log(JSON.stringify("closed" in look ? [await openPorts(look.closed, [])] : await atSite(look)));
}

async function atSite(target: Target): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const probe of [...probes, ...(target.credentials ? gatewayProbes : [])]) {
    findings.push(
      await probe(target).catch((error: Error) => ({ what: probe.name, measured: error.message, ok: false })),
    );
  }
  return findings;
}

void main();
