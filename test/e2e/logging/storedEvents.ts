import type { ElasticsearchHosts } from "./elasticsearch/nodes";

/** Fields of a stored event, as they were sent. */
export type StoredEvent = Readonly<Record<string, unknown>>;

interface Page {
  hits: { hits: { _source: StoredEvent; sort: unknown[] }[] };
}

/** How many events a query finds. */
export async function countStored(server: ElasticsearchHosts, index: string, query: object): Promise<number> {
  await server.ask(server.administrator, "POST", `/${index}/_refresh`);
  const { body } = await server.ask(server.administrator, "POST", `/${index}/_count`, { query });
  return (body as { count?: number }).count ?? 0;
}

/**
 * All events that a query finds, page by page.
 *
 * @param fields - which of their fields. Default: all
 */
export async function allStored(
  server: ElasticsearchHosts,
  index: string,
  query: object,
  fields?: readonly string[],
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  let after: unknown[] | undefined;
  for (;;) {
    const { body } = await server.ask(server.administrator, "POST", `/${index}/_search`, {
      size: 10_000,
      query,
      sort: ["_doc"],
      ...(fields && { _source: fields }),
      ...(after && { search_after: after }),
    });
    const { hits } = (body as Page).hits;
    events.push(...hits.map(({ _source }) => _source));
    if (hits.length < 10_000) return events;
    after = hits.at(-1)!.sort;
  }
}
