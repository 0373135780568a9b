// Runs in a network namespace of its own, as a stranger's machine would: prints what each probe found, as JSON.
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
  const target = JSON.parse(process.argv[2]!) as Target;
  const findings: Finding[] = [];
  for (const probe of probes) {
    findings.push(
      await probe(target).catch((error: Error) => ({ what: probe.name, measured: error.message, ok: false })),
    );
  }
  console.log(JSON.stringify(findings));
}

void main();
