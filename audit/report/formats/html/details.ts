import { type Markup, markup } from "../../../../scripts/writing/markup";
import { PRACTICES } from "../../../../policies/core/practices";
import { type Report, type Requirement, standardNames } from "../../model";
import { figuresOf, outcomeOf } from "../wording";
import { countsOf, table, word } from "./parts";

/** Each host with all answers of its checks. */
export function hosts({ hosts: all, checks }: Report): Markup {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const matrix = table(
    "Hosts by practice",
    ["host", "score", ...PRACTICES.map((name, index) => `${index + 1}. ${name}`)],
    all.map(({ host, score, practices }) => [
      markup`<span class="word">${host}</span>`,
      score,
      ...PRACTICES.map((_, index) => practices.find(({ practice }) => practice === index + 1)?.score ?? "–"),
    ]),
  );
  const each = all.map(
    ({
      host,
      score,
      checks: counts,
      results,
    }) => markup`<details><summary><span class="what">${host}</span> <span class="where">score ${score}; ${countsOf(counts)}</span></summary>
${table(
  `Checks of ${host}`,
  ["result", "check", "evidence"],
  results.map(({ check, subject, status, evidence }) => [
    word(status),
    [
      byId.get(check)?.title ?? check,
      subject === undefined ? undefined : markup`<br><span class="note">${subject}</span>`,
    ],
    evidence,
  ]),
)}</details>
`,
  );
  return markup`${matrix}${each}`;
}

/** The scanners' runs. */
export function scanners({ scanners: runs }: Report): Markup {
  if (runs.length === 0) return markup`<p>None was asked for.</p>`;
  return table(
    "Scanners",
    ["scanner", "target", "outcome", "figures", "findings", "why"],
    runs.map((run) => [
      [run.scanner, run.version === undefined ? "" : ` ${run.version}`],
      run.target ?? "–",
      outcomeOf(run),
      figuresOf(run),
      run.found,
      run.reason,
    ]),
  );
}

const count = (requirements: readonly Requirement[], wanted: Requirement["result"]): number =>
  requirements.filter(({ result }) => result === wanted).length;

/** What the requirements of each standard come to. */
export function standards({ standards: all }: Report): Markup {
  const names = Object.entries(standardNames) as [keyof typeof standardNames, string][];
  const each = names.map(([key, name]) => {
    const requirements = all[key];
    const counts = {
      pass: count(requirements, "pass"),
      fail: count(requirements, "fail"),
      unknown: count(requirements, "unknown"),
    };
    const unasked = count(requirements, "notLookedAt");
    return markup`<details><summary><span class="what">${name}</span> <span class="where">${countsOf(counts)}${unasked > 0 ? `, ${unasked} without a check` : ""}</span></summary>
${table(
  name,
  ["requirement", "result", "checks, and open findings of scanners"],
  requirements.map(({ id, title, result, checks, findings }) => [
    title === undefined ? id : `${id} ${title}`,
    word(result),
    [
      ...checks.map(({ check, status }) => [markup`<code>${check}</code> `, word(status)]),
      ...findings.map((id) => [markup`<code>${id}</code> `, word("fail")]),
    ].map((one, index) => [index > 0 ? ", " : "", one]),
  ]),
)}</details>
`;
  });
  return markup`<p class="note">What a check says of a requirement is evidence for it, and not all that the requirement asks for.</p>${each}`;
}
