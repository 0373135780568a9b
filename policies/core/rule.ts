import type { PolicyConfigSchema } from "@pulumi/policy";
import type { Practice } from "./practices";
import type { Stack } from "./stack";
import type { Finding, Subject } from "./subject";
import type { Value } from "./value";

/** How bad a violation is: `critical` hands the host over, `high` opens a way in, `medium` and `low` thin a defence. */
export type Severity = "low" | "medium" | "high" | "critical";

/** Requirements of published standards that a rule helps to meet. */
export interface Mapping {
  /** Practices of the project that the rule guards. At least one. */
  practices: [Practice, ...Practice[]];
  /** Recommendations of the CIS Amazon Web Services Foundations Benchmark 3.0.0, such as `5.2`. */
  cisAws?: string[];
  /** Recommendations of the CIS Debian Linux 12 Benchmark 1.1.0, such as `5.1.20`. */
  cisDebian12?: string[];
  /** Requirements of PCI DSS 4.0.1, such as `2.2.7`. */
  pciDss4?: string[];
  /** Risks of the OWASP API Security Top 10 2023, such as `API8`. */
  owaspApi2023?: string[];
  /** Sections of RFCs, such as `RFC 8725 section 3.1`. */
  rfcs?: string[];
  /** Checks of Checkov that ask for the same, such as `CKV_AWS_79`. */
  checkov?: string[];
  /** Rules of cdk-nag that ask for the same, with their pack, such as `AwsSolutions-EC23`. */
  cdkNag?: string[];
}

type JsonSchema = PolicyConfigSchema["properties"][string];

/** A rule's own parameter: its JSON Schema, which has to give a default and say what it means. */
export type Parameter = JsonSchema & Required<Pick<JsonSchema, "type" | "default" | "description">>;

/** One thing that a resource must not be. */
export interface Rule {
  /** Stable id, lower case with hyphens, such as `firewall-ssh-open`: the name of its policy in configuration. */
  id: string;
  /** One line: what is asked for. */
  title: string;
  /** What an attacker gains where the rule is broken. */
  why: string;
  /** What to change. */
  mend: string;
  /** Decides the default level: see `defaultLevels`. */
  severity: Severity;
  /** The standards that it maps to. */
  maps: Mapping;
  /** Parameters by name, set in the policy configuration. */
  parameters?: Record<string, Parameter>;
  /** Type tokens of the resources that it looks at. `*` is every type; a token that ends in `:` stands for all that begin with it. */
  types: [string, ...string[]];
  /**
   * Where it looks. `inputs` (default): what a resource is asked to be, before it is made, so that nothing is made that
   * breaks the rule. `outputs`: what it turned out to be, after all resources are made.
   */
  phase?: "inputs" | "outputs";
  /** Looks at one resource and reports what breaks the rule. Unknown values need no care: see `Value`. */
  check?: (subject: Subject) => void;
  /**
   * Looks at one resource among all of its stack, with what it turned out to be, and reports on that one: for what another
   * resource does for it. It is asked at the end of a preview, where unknown values leave it undecided, and at the end of
   * `pulumi up`. A rule has this or `check`, or both.
   */
  checkStack?: (subject: Subject, stack: Stack) => void;
  /**
   * What to set, by dotted path, so that a finding of `check` on inputs is mended; undefined where that needs somebody to
   * decide. Only for what is safe to set on any resource: it takes nothing away, replaces nothing by surprise and costs next
   * to nothing. Runs only where the configuration's level is `remediate`.
   */
  remediate?: (finding: Finding, properties: Value) => Record<string, unknown> | undefined;
}
