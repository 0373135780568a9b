/** One statement of an AWS policy. */
export interface Statement {
  /** What it is for, in letters and digits. */
  Sid: string;
  /** Whether it allows or forbids. */
  Effect: "Allow" | "Deny";
  /** Whom it is about; only in policies of a resource, such as a bucket. */
  Principal?: "*" | { Service: string } | { AWS: string };
  /** Actions, such as `s3:PutObject`. */
  Action: string | string[];
  /** ARNs of what it is about. Default: what the policy belongs to, as in the trust policy of a role. */
  Resource?: string | string[];
  /** When it holds: operator, key, value. */
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** A policy as AWS reads it: JSON. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
