import type { CheckResult } from "../../../components/audit/result";
import { verdict } from "../verdict";
import type { StoredRequest } from "./storedRequest";

/** Judges whether a request at the edge of a site reached the logs. */
export function judgeStored(name: string, { id, seconds, event }: StoredRequest): CheckResult[] {
  const evidence = event
    ? `request ${id} was found after ${seconds.toFixed(1)} s`
    : `request ${id} was not found within ${seconds.toFixed(0)} s`;
  return [verdict("log-shipping", event !== undefined, evidence, name)];
}
