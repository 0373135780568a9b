import { request } from "node:https";
import { dataStream, datasets } from "../../components/logging/events/datasets";
import { until } from "../hosts/until";
import type { Finding, Target } from "./probe";
import { ask } from "./request";

/** How an environment's logs are read. */
export interface LogsAccess {
  /** HTTPS URLs of Elasticsearch's nodes. */
  urls: readonly string[];
  /** Certificate of the authority that signed theirs, PEM. */
  authority: string;
  /** API key that may read: `id:key`. */
  readerKey: string;
  /** Namespace of the data streams. */
  namespace: string;
}

/** An event of an access log, as far as it is told. */
interface StoredRequest {
  user?: { name?: string };
  event?: { duration?: number };
  portcullis?: { verdict?: string; upstream?: { duration?: number } };
}

/** Asks Elasticsearch for the events of one request id. */
async function search(
  { urls, authority, readerKey, namespace }: LogsAccess,
  id: string,
): Promise<StoredRequest[]> {
  const url = new URL(`/${dataStream(datasets.access, namespace)}/_search`, urls[0]);
  const body = JSON.stringify({ size: 2, query: { term: { "http.request.id": id } } });
  const text = await new Promise<string>((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method: "POST",
        ca: authority,
        agent: false,
        timeout: 10_000,
        headers: {
          "content-type": "application/json",
          authorization: `ApiKey ${Buffer.from(readerKey).toString("base64")}`,
        },
      },
      (incoming) => {
        let answer = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (chunk: string) => (answer += chunk));
        incoming.on("end", () =>
          incoming.statusCode === 200
            ? resolve(answer)
            : reject(new Error(`Elasticsearch answered ${incoming.statusCode}: ${answer.slice(0, 200)}`)),
        );
      },
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer within 10 s")));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
  const { hits } = JSON.parse(text) as { hits: { hits: { _source: StoredRequest }[] } };
  return hits.hits.map(({ _source }) => _source);
}

const milliseconds = (nanoseconds: number | undefined): string =>
  nanoseconds === undefined ? "?" : `${(nanoseconds / 1e6).toFixed(1)} ms`;

/**
 * Makes a request at the edge, and looks for it in Elasticsearch by the id that the answer named.
 *
 * @param target - the site, and the token to ask with
 * @param logs - how the logs are read
 */
export async function storedRequest(target: Target, logs: LogsAccess): Promise<Finding> {
  const what = "Request in Elasticsearch";
  const headers = { authorization: `Bearer ${target.credentials?.dashboard ?? ""}` };
  const answer = await ask(target, "/orders?limit=1", { headers });
  const id = answer.headers["x-request-id"];
  if (typeof id !== "string") return { what, measured: "the answer names no request id", ok: false };
  const asked = Date.now();
  try {
    const [event] = await until(
      async () => {
        const found = await search(logs, id);
        return found.length > 0 && found;
      },
      { limitSeconds: 60, what: `request ${id} in Elasticsearch`, everyMilliseconds: 200 },
    );
    const { user, event: times, portcullis } = event!;
    const after = ((Date.now() - asked) / 1000).toFixed(1);
    const measured = `after ${after} s: ${user?.name ?? "nobody"}, ${portcullis?.verdict ?? "no verdict"}, ${milliseconds(times?.duration)}, of which ${milliseconds(portcullis?.upstream?.duration)} upstream`;
    return { what, measured, ok: user?.name === "dashboard" && times?.duration !== undefined };
  } catch (error) {
    return { what, measured: (error as Error).message, ok: false };
  }
}
