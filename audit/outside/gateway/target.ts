import type { ConsumerCredentials } from "../../../components/gateway/keys/credentials";
import type { GatewayPlan } from "../../../components/gateway/plan";

/** A gateway that is asked. */
export interface GatewayTarget {
  readonly plan: GatewayPlan;
  /** What its consumers prove themselves by, by name; secret. */
  readonly credentials: Readonly<Record<string, ConsumerCredentials>>;
}
