/** Rules of ours that ask for what a check of others asks for; together, where it takes several. */
interface Covered {
  rules: string[];
}

/** Why none does. */
interface LeftOut {
  leftOut: string;
}

/**
 * Checks of others by id, each with the rule of ours that asks for the same, or why none does. Ids are Checkov's
 * (`CKV_AWS_7`), cdk-nag's with their pack (`AwsSolutions-KMS5`; the pack NIST.800.53.R5 stands for all that have the rule),
 * and those of Pulumi's compliance-policies after `pulumi:`.
 */
export type Coverage = Record<string, string | Covered | LeftOut>;

/** Ids of the rules that cover a check; none where it is left out. */
export function rulesFor(entry: Coverage[string]): string[] {
  if (typeof entry === "string") return [entry];
  return "rules" in entry ? entry.rules : [];
}
