import { ReviewProblem } from "./problem";
import type { LogsAccess } from "../../components/logging/elkServer";

/**
 * How the logs of a stack are reached: its output `logs`.
 *
 * @param outputs - the stack's outputs, secrets among them
 * @param stack - its name, for messages
 * @throws ReviewProblem where the stack has no log hosts, or gives nothing that reads their logs
 */
export function logAccess(outputs: Readonly<Record<string, unknown>>, stack: string): LogsAccess {
  const { logs } = outputs;
  if (typeof logs !== "object" || logs === null)
    throw new ReviewProblem(
      `stack ${stack} has no output "logs": it has no log hosts (logging.server in its file), or was not brought up with them yet`,
    );
  const { urls, authority, readerKey, namespace } = logs as Partial<Record<keyof LogsAccess, unknown>>;
  const texts = { readerKey, namespace };
  const missing = Object.entries({
    ...texts,
    urls: Array.isArray(urls) && urls.length > 0 ? "some" : undefined,
  })
    .filter(([, value]) => typeof value !== "string" || value === "")
    .map(([name]) => name);
  if (missing.length > 0)
    throw new ReviewProblem(`output "logs" of stack ${stack} lacks ${missing.join(", ")}`);
  // A server that exists may have a certificate that this machine trusts anyway.
  const pem = typeof authority === "string" ? authority : "";
  return {
    ...(texts as Pick<LogsAccess, "readerKey" | "namespace">),
    authority: pem,
    urls: urls as string[],
  };
}
