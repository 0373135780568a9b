import { SaxesParser } from "saxes";
import type { Practice, Standards } from "../../../components/audit/check";
import { severities, type Severity } from "../../../components/audit/severity";
import { type Finding, findingId } from "../../model/finding";
import type { Scanned } from "../scanner";

/** What schemathesis writes with `--report json`, as far as it is read. */
interface Report {
  readonly exit_code: number;
  readonly stop_reason?: string;
  readonly operations: { readonly total: number; readonly tested: number };
  readonly test_cases: { readonly generated: number; readonly with_failures: number };
  readonly failures: readonly Failure[];
  readonly errors: readonly { readonly title?: string; readonly message?: string }[];
}

interface Failure {
  /** Class of the failure, such as `IgnoredAuth`. */
  readonly type: string;
  readonly code: string;
  readonly title: string;
  readonly severity: string;
  readonly operations: readonly string[];
}

/** What a failure says of an API. */
interface Meaning {
  readonly practice: Practice;
  readonly mend: string;
  readonly standards: Standards;
}

const meanings: Readonly<Record<string, Meaning>> = {
  IgnoredAuth: {
    practice: 2,
    mend: "Ask for a credential: take `public` off the operation, and close every way around the gateway.",
    standards: { owaspApi: ["API2:2023"], pciDss4: ["6.2.4"] },
  },
  UnsupportedMethodResponse: {
    practice: 7,
    mend: "Answer other methods by 405 with `Allow`.",
    standards: { owaspApi: ["API8:2023"] },
  },
  AllowHeaderMismatch: {
    practice: 7,
    mend: "Let `Allow` name the document's methods.",
    standards: { owaspApi: ["API9:2023"] },
  },
};

const otherwise: Meaning = {
  practice: 3,
  mend: "Make the API and its OpenAPI document say the same: one of them is wrong.",
  standards: { owaspApi: ["API8:2023"], pciDss4: ["6.2.4"] },
};

/**
 * Reads what schemathesis found out.
 *
 * @param json - its report, `--report json`
 * @param junit - the same as JUnit, which holds what was answered
 * @param host - name of the host
 * @param site - name of the site
 * @throws Error where the run did not come to its end
 */
export function parseSchemathesis(json: string, junit: string, host: string, site: string): Scanned {
  const report = JSON.parse(json) as Report;
  const [error] = report.errors;
  if (error) throw new Error(`schemathesis stumbled: ${error.title ?? ""} ${error.message ?? ""}`.trim());
  const told = failureTexts(junit);
  const findings = report.failures.flatMap(({ type, code, title, severity, operations }) =>
    operations.map((operation): Finding => {
      const at = { source: "schemathesis", rule: `${code} ${type}`, host, subject: `${site} ${operation}` };
      return {
        ...at,
        id: findingId(at),
        severity: severities.find((one): one is Severity => one === severity) ?? "medium",
        title: `${title}: ${operation}`,
        evidence: evidence(told, operation, code),
        ...(meanings[type] ?? otherwise),
      };
    }),
  );
  return {
    findings,
    figures: {
      operations: report.operations.tested,
      "operations not reached": report.operations.total - report.operations.tested,
      cases: report.test_cases.generated,
      failures: report.test_cases.with_failures,
    },
  };
}

/** The text of each operation's failures. */
function failureTexts(junit: string): Map<string, string> {
  const texts = new Map<string, string>();
  const parser = new SaxesParser();
  let operation = "";
  let inside = false;
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "testcase") operation = attributes.name ?? "";
    inside = name === "failure";
  });
  parser.on("text", (text) => {
    if (inside) texts.set(operation, (texts.get(operation) ?? "") + text);
  });
  parser.on("closetag", () => (inside = false));
  parser.write(junit).close();
  return texts;
}

/** What was answered. A call with another method than an operation's is told under the operation that it was made of. */
function evidence(told: ReadonlyMap<string, string>, operation: string, code: string): string {
  const texts = [told.get(operation) ?? "", ...told.values()];
  return (
    texts.map((text) => reason(text, code)).find((one) => one !== undefined) ?? "see schemathesis' report"
  );
}

/** What stands under `- ST108 Response violates schema`, up to the answer, in one line. */
function reason(text: string, code: string): string | undefined {
  const lines = text.split("\n");
  const begin = lines.findIndex((line) => line.startsWith(`- ${code} `));
  if (begin === -1) return undefined;
  const after = lines.slice(begin + 1);
  const end = after.findIndex((line) => /^(?:- ST\d|\[\d{3}\]|Reproduce with|\d+\. )/.test(line));
  const answered = after.find((line) => /^\[\d{3}\]/.test(line));
  const said = after.slice(0, end === -1 ? undefined : end);
  return [...said, answered ? `answered ${answered.replace(/:$/, "")}` : ""]
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
}
