import { request, type RequestOptions } from "node:https";
import type { LogsAccess } from "../../components/logging/elkServer";
import { ReviewProblem } from "./problem";

/** A search: the stream or pattern, and the query. */
export interface Search {
  index: string;
  body: object;
}

const seconds = 60;

function post(url: string, options: RequestOptions, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ...options, method: "POST", timeout: seconds * 1000 }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode!, text: Buffer.concat(parts).toString("utf8") }),
      );
      response.on("error", reject);
    });
    asked.on("timeout", () => asked.destroy(new Error(`no answer within ${seconds} seconds`)));
    asked.on("error", reject);
    asked.end(body);
  });
}

function reason(status: number, text: string): string {
  if (status === 401)
    return "Elasticsearch refuses the reader's key: it was replaced or taken back. `pulumi up` makes the stack's output anew";
  if (status === 403)
    return "the reader's key may not read these logs: it is one of another environment, or for something else";
  return `Elasticsearch answered ${status}: ${text.slice(0, 300)}`;
}

/**
 * Searches the logs.
 *
 * @param access - how they are reached
 * @param search - what is looked for. Data streams that are not there yet are empty ones
 * @returns Elasticsearch's answer
 * @throws ReviewProblem where no node answers, or one refuses
 */
export async function searchLogs(access: LogsAccess, search: Search): Promise<unknown> {
  const { index, body } = search;
  const failures: string[] = [];
  for (const url of access.urls) {
    const target = new URL(`/${index}/_search?ignore_unavailable=true&allow_no_indices=true`, url);
    const headers = {
      authorization: `ApiKey ${Buffer.from(access.readerKey).toString("base64")}`,
      "content-type": "application/json",
    };
    const options = { ca: access.authority || undefined, headers };
    const answer = await post(target.href, options, JSON.stringify(body)).catch((error: Error) => {
      failures.push(`${new URL(url).host}: ${error.message || error.name}`);
      return undefined;
    });
    if (answer === undefined) continue;
    if (answer.status !== 200) throw new ReviewProblem(reason(answer.status, answer.text));
    return JSON.parse(answer.text);
  }
  throw new ReviewProblem(
    `no Elasticsearch can be reached (${failures.join("; ")}). Is your address among the ranges that may read the logs, and does portcullis-elasticsearch.service run?`,
  );
}
