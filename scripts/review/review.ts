import type { ResolvedLogReview } from "../../components/model/types";
import { readAnswers } from "./data";
import { type Finding, findings } from "./findings";
import { html } from "./html";
import { markdown } from "./markdown";
import { hoursOf, reviewPeriod } from "./period";
import { type QueryName, reviewQueries } from "./queries";
import { makeReport } from "./report";
import type { LogsAccess } from "../../components/logging/elkServer";
import { searchLogs } from "./server";

/** What a review is made with. */
export interface ReviewOptions {
  /** Name of the stack. */
  stack: string;
  /** How its logs are reached. */
  access: LogsAccess;
  /** Thresholds. */
  limits: ResolvedLogReview;
  /** How far back, such as `7d`. */
  since: string;
  format: "markdown" | "html";
  /** When it is made. Default: now. */
  at?: Date;
}

/** A review, written. */
export interface Review {
  text: string;
  findings: readonly Finding[];
}

/**
 * Reviews the logs of a stack.
 *
 * @param options - which, and how
 * @throws ReviewProblem where Elasticsearch is away or refuses, or `since` is no time
 */
export async function review(options: ReviewOptions): Promise<Review> {
  const { stack, access, limits, since, format, at = new Date() } = options;
  const period = reviewPeriod(since, at);
  const answers = {} as Record<QueryName, unknown>;
  // One after the other: a review is to be no burden to those who write.
  for (const [name, query] of Object.entries(reviewQueries(period, access.namespace)))
    answers[name as QueryName] = await searchLogs(access, query);
  const data = readAnswers(answers, period, access.namespace);
  const found = findings(data, limits);
  const report = makeReport(stack, data, found);
  return { text: format === "html" ? html(report, hoursOf(period.now)) : markdown(report), findings: found };
}
