import type { PlannedHost } from "../../environment/plannedHost";
import type { Bundle } from "../../host/bundle";
import type { ResolvedEnvironment } from "../../model/types";
import { accessExpectations, sshExpectations } from "./access";
import { askedChecks } from "./asked";
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
  return withWeights(fromBundles(bundles, user));
}

function fromBundles(bundles: readonly Bundle[], user: string): Omit<Expectations, "weights"> {
  return {
    ...hardeningExpectations(bundles),
    ...sshExpectations(bundles, user),
    ...serviceExpectations(bundles),
    ...edgeExpectations(bundles),
    ...gatewayExpectations(bundles),
  };
}

function withWeights(expected: Omit<Expectations, "weights">): Expectations {
  return { weights: askedChecks(expected), ...expected };
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
  return withWeights({ ...fromBundles(bundles, plan.user), ...accessExpectations(environment, plan) });
}
