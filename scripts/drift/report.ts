import type { HostDrift } from "../../audit/drift";

/** What was found, for people: a line a difference, a line a host without any. */
export function report(stack: string, hosts: readonly HostDrift[]): string {
  const all = hosts.flatMap(({ results }) => results);
  const failed = all.filter(({ status }) => status === "fail");
  const count = failed.length === 1 ? "1 difference" : `${failed.length} differences`;
  const blind = hosts.filter(({ problem }) => problem !== undefined).length;
  return [
    ...hosts.flatMap(({ host, results, problem }) => {
      if (problem !== undefined) return [`${host} could not be looked at: ${problem}`];
      const wrong = results.filter(({ status }) => status === "fail");
      if (wrong.length === 0) return [`${host} ✓ ${results.map(({ evidence }) => evidence).join(", ")}`];
      return [host, ...wrong.map(({ subject, evidence }) => `  ✗ ${subject} ${evidence}`)];
    }),
    "",
    `${stack}: ${count}${blind > 0 ? `, ${blind} of ${hosts.length} hosts not looked at` : ""}`,
  ].join("\n");
}

/** Exit status: 0 nothing differs, 1 something does, 2 a host could not be looked at. */
export function statusOf(hosts: readonly HostDrift[]): 0 | 1 | 2 {
  if (hosts.some(({ problem }) => problem !== undefined)) return 2;
  return hosts.some(({ resources }) => resources.length > 0) ? 1 : 0;
}
