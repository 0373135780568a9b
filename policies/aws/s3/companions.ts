import type { Resource } from "../../core/resource";
import type { Stack } from "../../core/stack";
import type { Value } from "../../core/value";
import { CLASSIC, LOAD_BALANCERS } from "../loadBalancer/types";
import { LOGGINGS } from "./types";

/** By what a bucket is named elsewhere. */
const IDENTITIES = ["id", "bucket"];

const BALANCERS = [...LOAD_BALANCERS, ...CLASSIC];

/** The resources of some types that say something of a bucket. @throws Undecided where that cannot be told yet */
export function companions(bucket: Resource, stack: Stack, types: readonly string[]): Resource[] {
  return stack.referring(bucket, types, "bucket", IDENTITIES);
}

/**
 * What a bucket itself was asked to be, in one of the blocks that are resources of their own by now; undefined where the
 * provider is about to fill the block in with what it finds: that is known only at `pulumi up`, and computed from nothing.
 */
export function asked({ properties, propertyDependencies }: Resource, block: string): Value | undefined {
  const value = properties.get(block);
  const isComputed = propertyDependencies !== undefined && !propertyDependencies[block]?.length;
  return !value.isKnown && isComputed ? undefined : value;
}

/**
 * Whether a bucket takes the request logs of other buckets or of load balancers. Those are written with S3's own key alone
 * (Amazon S3 User Guide, "Enabling Amazon S3 server access logging"; Elastic Load Balancing User Guide, "Access logs").
 *
 * @throws Undecided where that cannot be told yet
 */
export function takesLogs(bucket: Resource, stack: Stack): boolean {
  return (
    stack.referring(bucket, LOGGINGS, "targetBucket", IDENTITIES).length > 0 ||
    stack.referring(bucket, BALANCERS, "accessLogs.bucket", IDENTITIES).length > 0
  );
}
