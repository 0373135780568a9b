import type { Problem } from "../problems";
import type { ResolvedAwsAlarms } from "../types";

/** An alarm that nobody hears is none; two ways to be told would be told twice. */
export function somebodyIsTold({ emails, topicArn }: ResolvedAwsAlarms): Problem[] {
  if (topicArn === undefined && emails.length === 0)
    return [
      { path: ["emails"], message: "must have at least 1 entry, or topicArn must be set: nobody is told" },
    ];
  if (topicArn === undefined || emails.length === 0) return [];
  return [{ path: ["emails"], message: "must not be set beside topicArn: subscribe them to that topic" }];
}
