import * as pulumi from "@pulumi/pulumi";
import { runError } from "../../model/runError";
import type { ConsumerKeys } from "../secrets";
import { apiKey } from "./apiKey";
import type { ConsumerCredentials } from "./credentials";
import { type RotatingKeys, rotatingKeys } from "./rotatingKeys";
import type { KeyRule } from "./schedule";
import { type MadeAlgorithm, sameAlgorithm, tokenKey } from "./tokenKey";

/** Which keys are made for a consumer. */
export interface WantedKeys {
  /** Algorithm of the key that it signs tokens with. It cannot be changed. Default: no such key is made. */
  algorithm?: MadeAlgorithm;
  /** Whether it gets an API key. */
  apiKey: boolean;
  /** How often its keys were rotated out of turn. Never goes down. */
  rotations: number;
}

/** What all consumers of a gateway share. */
export interface KeyTerms {
  /** When keys are replaced, in days. */
  rotation: Pick<KeyRule, "afterDays" | "overlapDays">;
  /** What tokens have to say: their audience, and their longest lifetime in seconds. */
  tokens: { audience: string; maximumLifetime: number };
}

/** The keys of one consumer, on both sides. */
export interface MadeKeys {
  /** What the gateway accepts. */
  accepted: ConsumerKeys;
  /** What the consumer is to use. */
  credentials: ConsumerCredentials;
}

/**
 * Refuses settings that count fewer rotations than have been made: the next one would go unnoticed.
 *
 * @throws RunError where they do
 */
function refuseLowered(
  consumer: string,
  rotations: number,
  keys: (RotatingKeys<unknown> | undefined)[],
): void {
  const made = Math.max(...keys.map((each) => each?.rotations ?? 0));
  if (rotations >= made) return;
  throw runError({
    path: ["gateway", "consumers", consumer, "rotations"],
    message: `must be at least ${made}, as often as its keys were rotated so far (got ${rotations})`,
  });
}

/**
 * Makes the keys of one consumer.
 *
 * @param name - begins the names of all resources
 * @param consumer - the consumer's name
 * @param wanted - which keys it gets
 * @param terms - what all consumers share
 * @param now - the present, the same for a whole run
 * @param parent - parent of the resources
 * @throws RunError where the settings have another algorithm or fewer rotations than the state
 */
export function consumerKeys(
  name: string,
  consumer: string,
  wanted: WantedKeys,
  terms: KeyTerms,
  now: Date,
  parent: pulumi.Resource,
): pulumi.Output<MadeKeys> {
  const { algorithm, rotations } = wanted;
  const rotating = <Key>(
    kind: string,
    make: (resource: string, id: string) => pulumi.Output<Key>,
  ): pulumi.Output<RotatingKeys<Key>> =>
    rotatingKeys(
      `${name}-${kind}`,
      now,
      { ...terms.rotation, rotations },
      // No key that a consumer brings itself can have a colon in its id.
      (number) => make(`${name}-${kind}-${number}-key`, `${consumer}:${number}`),
      parent,
    );
  const tokenKeys =
    algorithm &&
    sameAlgorithm(`${name}-jwt-algorithm`, consumer, algorithm, { parent }).apply(() =>
      rotating("jwt", (resource, id) => tokenKey(resource, id, algorithm, { parent })),
    );
  const apiKeys = wanted.apiKey
    ? rotating("api-key", (resource, id) => apiKey(resource, id, { parent }))
    : undefined;
  return pulumi.all([tokenKeys, apiKeys]).apply(([token, api]): MadeKeys => {
    refuseLowered(consumer, rotations, [token, api]);
    return {
      accepted: { jwt: token?.accepted.map(({ verifies }) => verifies) ?? [], apiKeys: api?.accepted ?? [] },
      credentials: {
        ...(token && {
          jwt: {
            id: token.current.verifies.id,
            algorithm: algorithm!,
            key: token.current.signs,
            ...terms.tokens,
            made: token.made,
            replacedFrom: token.replacedFrom,
          },
        }),
        ...(api && { apiKey: { ...api.current, made: api.made, replacedFrom: api.replacedFrom } }),
      },
    };
  });
}
