import { request } from "node:https";
import { dataStream, datasets } from "../../../components/logging/events/datasets";
import type { LogsAccess } from "../../../components/logging/elkServer";
import { until } from "../../../local/hosts/until";
import type { Proof } from "../gateway/callers";
import { ask } from "../request";
import type { Site } from "../site";

/** An event of an access log, as far as it is told. */
interface AccessEvent {
  readonly user?: { readonly name?: string };
  readonly event?: { readonly duration?: number };
  readonly portcullis?: { readonly verdict?: string; readonly upstream?: { readonly duration?: number } };
}

/** A request that was made at an edge, and what the logs have of it. */
export interface StoredRequest {
  /** Its id, as the answer named it. */
  readonly id: string;
  /** Seconds from the answer until it was found. */
  readonly seconds: number;
  /** What was found; absent where nothing was within a minute. */
  readonly event?: AccessEvent;
}

/** Asks Elasticsearch for the events of one request id. */
async function search(
  { urls, authority, readerKey, namespace }: LogsAccess,
  id: string,
): Promise<AccessEvent[]> {
  const url = new URL(`/${dataStream(datasets.access, namespace)}/_search`, urls[0]);
  const body = JSON.stringify({ size: 2, query: { term: { "http.request.id": id } } });
  const text = await new Promise<string>((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method: "POST",
        ca: authority === "" ? undefined : authority,
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
    outgoing.on("timeout", () => outgoing.destroy(new Error("Elasticsearch: no answer within 10 s")));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
  const { hits } = JSON.parse(text) as { hits: { hits: { _source: AccessEvent }[] } };
  return hits.hits.map(({ _source }) => _source);
}

/**
 * Makes a request at the edge, and looks for it in Elasticsearch by the id that the answer named.
 *
 * @param path - what is asked for
 * @param logs - how the logs are read
 * @param proof - what is asked with. Default: nothing
 * @throws Error where the edge does not answer or names no id, or Elasticsearch cannot be asked
 */
export async function storedRequest(
  site: Site,
  path: string,
  logs: LogsAccess,
  proof: Proof = {},
): Promise<StoredRequest> {
  const { headers } = await ask(site, path, { headers: proof });
  const id = headers["x-request-id"];
  if (typeof id !== "string") throw new Error("the answer names no request id");
  const asked = Date.now();
  // Whoever cannot ask at all learns it now.
  await search(logs, id);
  const found = await until(
    async () => {
      const [event] = await search(logs, id);
      return event ? { event } : Date.now() - asked > 60_000 && {};
    },
    { limitSeconds: 90, what: `request ${id} in Elasticsearch`, everyMilliseconds: 200 },
  );
  return { id, seconds: (Date.now() - asked) / 1000, ...found };
}
