import type { GatewayTarget } from "../../audit/outside/gateway/target";
import type { Site } from "../../audit/outside/site";

/** One line of the table: what was measured, and held against what it ought to be. */
export interface Finding {
  /** What was looked at, such as `TLS versions`. */
  what: string;
  /** What was measured. */
  measured: string;
  /** Whether it is as it ought to be. */
  ok: boolean;
}

/** Where to look. */
export interface Target {
  /** The site. */
  site: Site;
  /** The gateway behind it, which is called as the local environment's consumers. Default: it is not called. */
  gateway?: GatewayTarget;
}

/** One look at a site from outside. */
export type Look = (target: Target) => Promise<Finding>;
