import { createPublicKey } from "node:crypto";
import { ConfigurationError } from "../../model/problems";
import type { PlanIssuer, PlanPublicKey } from "../plan";

/** Seconds between two looks at an issuer's keys: how old they can be that the host knows. */
export const refreshSeconds = 60;

function jwk(issuer: string, { id, algorithm, pem }: PlanPublicKey): object {
  try {
    return { ...createPublicKey(pem).export({ format: "jwk" }), kid: id, alg: algorithm };
  } catch {
    throw new ConfigurationError([
      {
        path: ["gateway", "issuers", issuer, "publicKeys", id, "pem"],
        message: "must be a public key as PEM (-----BEGIN PUBLIC KEY-----)",
      },
    ]);
  }
}

/**
 * Settings of the service that keeps issuers' keys: no secret is among them.
 *
 * @throws ConfigurationError for a fixed key that is none
 */
export function renderConfiguration(issuers: readonly PlanIssuer[]): string {
  const settings = issuers.map(({ name, issuer, algorithms, publicKeys, jwksUrl }): [string, object] => [
    name,
    {
      issuer,
      algorithms,
      ...(publicKeys.length > 0
        ? { keys: publicKeys.map((key) => jwk(name, key)) }
        : jwksUrl !== undefined && { jwksUrl }),
    },
  ]);
  return `${JSON.stringify({ refreshSeconds, issuers: Object.fromEntries(settings) }, null, 1)}\n`;
}
