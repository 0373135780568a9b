import * as pulumi from "@pulumi/pulumi";
import { formatProblem, type Problem } from "./problems";

/**
 * An error for a mistake in the settings that shows only in what the stack's state remembers. Pulumi tells its message
 * alone.
 */
export function runError(problem: Problem): pulumi.RunError {
  const error = new pulumi.RunError(formatProblem(problem));
  // Pulumi never shows it, but colours it first, which takes Node.js 20 up to a minute with frames of Pulumi's own.
  error.stack = undefined;
  return error;
}
