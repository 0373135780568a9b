import type * as pulumi from "@pulumi/pulumi";
import type { Gateway, ResolvedGateway } from "../model/types";
import type { GatewayPlan } from "./plan";
import { placeholder } from "./placeholderSecrets";

/** A Redis that several gateways count in, such as an `AwsRedis`: over TLS, with a certificate of its host's name. */
export interface SharedRedis {
  /** DNS name that its certificate holds. */
  host: pulumi.Input<string>;
  /** TCP port, with TLS. */
  port: pulumi.Input<number>;
  /** Redis ACL user. */
  username: pulumi.Input<string>;
  /** Password of that user, at least 16 characters. */
  password: pulumi.Input<string>;
}

/** Stands where a Redis will be: the name is nobody's (RFC 6761 section 6.4). */
const placeholderRedis: pulumi.Unwrap<SharedRedis> = {
  host: "redis.invalid",
  port: 6379,
  username: "default",
  password: placeholder,
};

/**
 * Settings of a gateway that counts in this Redis, whatever they said of one.
 *
 * @param settings - the gateway's
 * @param redis - the Redis. Default: one that stands where another will be, to render what is there before it
 */
export function withRedis<G extends Gateway>(settings: G, redis = placeholderRedis): G {
  const { host, port, username, password } = redis;
  const { database = 0 } = settings.redis ?? {};
  return { ...settings, limitStore: "redis", redis: { host, port, username, password, database } };
}

/** Where a Redis is, without its password: what a plan and policies see of it. */
export function withoutPassword(
  redis: NonNullable<ResolvedGateway["redis"]>,
): NonNullable<GatewayPlan["redis"]> {
  const { host, port, database, username } = redis;
  return { host, port, database, username };
}
