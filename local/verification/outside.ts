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
  openPorts,
];

async function main(): Promise<void> {
  const target = JSON.parse(await text(process.stdin)) as Target;
  const findings: Finding[] = [];
  for (const probe of [...probes, ...(target.credentials ? gatewayProbes : [])]) {
    findings.push(
      await probe(target).catch((error: Error) => ({ what: probe.name, measured: error.message, ok: false })),
    );
  }
  console.log(JSON.stringify(findings));
}

void main();
