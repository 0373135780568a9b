import type { CheckResult } from "../../components/audit/result";
import type { AuditedEnvironment, AuditedHost } from "../model/audited";
import type { HostResults } from "../model/audit";
import { answered } from "../outside/verdict";
import { type LookOptions, type Part, parts } from "./parts";

/**
 * Looks at a host in every way, one after the other: it is not asked for more at a time than one auditor would. It never
 * throws: what could not be found out is unknown.
 *
 * @param ways - the ways. Default: all
 */
export async function lookAtHost(
  environment: AuditedEnvironment,
  host: AuditedHost,
  options: LookOptions,
  ways: readonly Part[] = parts,
): Promise<HostResults> {
  const results: CheckResult[] = [];
  for (const { name, checks, look } of ways) {
    options.tell(name);
    results.push(...(await answered(checks, () => look(environment, host, options))));
  }
  return { host: host.name, results };
}
