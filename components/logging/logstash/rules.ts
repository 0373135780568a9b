import { datasets } from "../events/datasets";
import { logstashQueryRedaction, logstashRedaction, redactionMark } from "../events/redaction";

/**
 * Fields that are taken away whatever they hold: bodies, queries and headers of requests, where secrets are at home, and
 * copies of whole log lines from before they were cleaned.
 */
export const forbiddenFields: readonly string[] = [
  "[http][request][body]",
  "[http][response][body]",
  "[http][request][headers]",
  "[http][response][headers]",
  "[http][request][cookies]",
  "[http][request][referrer]",
  "[url][query]",
  "[url][fragment]",
  "[url][full]",
  "[url][original]",
  "[url][username]",
  "[url][password]",
  "[event][original]",
  "[log][original]",
  "[process][env_vars]",
  "[beat]",
];

/** Characters of a text that are kept; Lucene takes no keyword above 32766 bytes. */
export const longestText = 8192;
/** Elements of a list that are kept. */
export const longestList = 64;
/** Bytes of an event as JSON from which on it is refused as a whole. */
export const largestEvent = 65536;

/**
 * What the script that cleans events goes by, as JSON.
 *
 * @param namespace - namespace of the environment's data streams
 */
export function renderRules(namespace: string): string {
  const fromElsewhere: readonly string[] = [datasets.refused, datasets.alerts];
  const [, query, withoutQuery] = logstashQueryRedaction("");
  const [, secret, withoutSecret] = logstashRedaction("");
  return `${JSON.stringify(
    {
      namespace,
      datasets: Object.values(datasets).filter((dataset) => !fromElsewhere.includes(dataset)),
      refused: datasets.refused,
      secret,
      // In this order.
      replacements: [
        [query, withoutQuery],
        [secret, withoutSecret],
      ],
      mark: redactionMark,
      forbidden: forbiddenFields,
      longestText,
      longestList,
      largestEvent,
    },
    null,
    1,
  )}\n`;
}
