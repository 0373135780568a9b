// Runs in a network namespace of its own, as a stranger's machine would: reads where to look from standard input, since
// it may hold credentials, and prints what each look found, as JSON.
import { text } from "node:stream/consumers";
import { gatewayLooks } from "./gatewayCalls";
import { api, headers, hsts, largeBody, redirect, unknownName } from "./https";
import { servedPorts } from "./ports";
import type { Finding, Look, Target } from "./finding";
import { certificate, versions, weakCiphers } from "./tls";

const looks: readonly Look[] = [
  api,
  redirect,
  certificate,
  versions,
  weakCiphers,
  hsts,
  headers,
  largeBody,
  unknownName,
  ({ site }) => servedPorts(site.address, [80, 443]),
];

/** What to look at: a site, or a host that serves strangers nothing. */
export type Place = Target | { closed: string };

async function main(): Promise<void> {
  const place = JSON.parse(await text(process.stdin)) as Place;
  console.log(
    JSON.stringify("closed" in place ? [await servedPorts(place.closed, [])] : await atSite(place)),
  );
}

async function atSite(target: Target): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const look of [...looks, ...(target.gateway ? gatewayLooks : [])]) {
    findings.push(
      await look(target).catch((error: Error) => ({ what: look.name, measured: error.message, ok: false })),
    );
  }
  return findings;
}

void main();
