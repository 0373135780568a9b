import { ReviewProblem } from "./problem";
import type { LogAccess } from "./server";

/**
 * How the logs of a stack are reached: its output `logs`.
 *
 * @param outputs - the stack's outputs, secrets among them
 * @param stack - its name, for messages
 * @throws ReviewProblem where the stack has no log hosts, or gives nothing that reads their logs
 */
export function logAccess(outputs: Readonly<Record<string, unknown>>, stack: string): LogAccess {
  const { logs } = outputs;
  if (typeof logs !== "object" || logs === null)
    throw new ReviewProblem(
      `stack ${stack} has no output "logs": it has no log hosts (logging.server in its file), or was not brought up with them yet`,
    );
  const { urls, authority, readerKey, namespace } = logs as Partial<Record<keyof LogAccess, unknown>>;
  const texts = { authority, readerKey, namespace };
  const missing = Object.entries({
    ...texts,
    urls: Array.isArray(urls) && urls.length > 0 ? "some" : undefined,
  })
    .filter(([, value]) => typeof value !== "string" || value === "")
    .map(([name]) => name);
  if (missing.length > 0)
    throw new ReviewProblem(`output "logs" of stack ${stack} lacks ${missing.join(", ")}`);
  return { ...(texts as Omit<LogAccess, "urls">), urls: urls as string[] };
}
