import { driftChecks } from "../../components/audit/checks/drift";
import type { Expectations } from "../../components/audit/expectations/expectations";
import { renderExpectations } from "../../components/audit/expectations/render";
import { insideProgram } from "../../components/audit/inside/insideScript";
import type { CheckResult } from "../../components/audit/result";
import type { AuditedEnvironment, AuditedHost } from "../model/audited";
import { run } from "../ssh";
import { readAnswer } from "./answer";
import { publicKeyOf } from "./publicKey";

/** It takes seconds; a host that is busy is waited for. */
const limitSeconds = 180;

function expectationsOf({ settings }: AuditedEnvironment, { plan, bundles, ssh }: AuditedHost): Expectations {
  const expected = renderExpectations(
    settings,
    plan,
    bundles.map(({ bundle }) => bundle),
  );
  const { accounts, weights } = expected;
  // The state knows better than the host what was changed: that is asked apart, with it.
  const drift = new Set<string>(driftChecks.map(({ id }) => id));
  return {
    ...expected,
    weights: Object.fromEntries(Object.entries(weights).filter(([id]) => !drift.has(id))),
    ...(accounts && { accounts: { ...accounts, keys: [publicKeyOf(ssh.privateKey)] } }),
  };
}

function words(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

/**
 * Looks at a host from inside, over SSH: the program goes in on standard input and is never a file there.
 *
 * @param environment - the environment that the host is of
 * @param host - the host
 * @returns a result of each check at least: where the host could not be asked, all are unknown, with the reason
 */
export async function inspectHost(
  environment: AuditedEnvironment,
  host: AuditedHost,
): Promise<CheckResult[]> {
  const expected = expectationsOf(environment, host);
  try {
    const { code, stdout, stderr } = await run(host.ssh, "exec python3 -I -B -", insideProgram(expected), {
      limitSeconds,
    });
    if (code !== 0) throw new Error(`python3 ended with ${code}: ${words(stderr)}`);
    return readAnswer(stdout);
  } catch (error) {
    const evidence = `not asked: ${(error as Error).message}`;
    return Object.keys(expected.weights).map((check) => ({ check, status: "unknown", evidence }));
  }
}
