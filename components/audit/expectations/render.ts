import type { PlannedHost } from "../../environment/plannedHost";
import type { Bundle } from "../../host/bundle";
import type { ResolvedEnvironment } from "../../model/types";
import { insideChecks } from "../checks/inside";
import { weights } from "../severity";
import { accessExpectations, sshExpectations } from "./access";
import { edgeExpectations } from "./edge";
import type { Expectations } from "./expectations";
import { gatewayExpectations } from "./gateway";
import { hardeningExpectations } from "./hardening";
import { serviceExpectations } from "./services";

/**
 * What a host ought to be as far as its bundles say, for stacks without an environment: not which ports may be listened
 * on, nor who may log in.
 *
 * @param bundles - what was brought to the host, with stand-ins for secrets or with the secrets themselves: none gets into
 * the answer
 * @param user - account that sets it up
 */
export function bundleExpectations(bundles: readonly Bundle[], user: string): Expectations {
  return {
    weights: Object.fromEntries(insideChecks.map(({ id, severity }) => [id, weights[severity]])),
    ...hardeningExpectations(bundles),
    ...sshExpectations(bundles, user),
    ...serviceExpectations(bundles),
    ...edgeExpectations(bundles),
    ...gatewayExpectations(bundles),
  };
}

/**
 * What a host of an environment ought to be, worked out from what it is brought: nothing is said twice.
 *
 * @param environment - the environment, defaults filled in
 * @param plan - the host
 * @param bundles - what is brought to it, as `renderEnvironment` renders it or as the state has it
 */
export function renderExpectations(
  environment: ResolvedEnvironment,
  plan: PlannedHost,
  bundles: readonly Bundle[],
): Expectations {
  return { ...bundleExpectations(bundles, plan.user), ...accessExpectations(environment, plan) };
}
