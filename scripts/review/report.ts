import type { Counted, ReviewData, Series } from "./data";
import { type Finding, shown } from "./findings";
import type { Pair } from "./outliers";
import type { Span } from "./period";

/** A table: names of its columns, and its rows. */
export interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A part of a review about one subject. */
export interface Section {
  title: string;
  tables: readonly Table[];
  plots: readonly Series[];
}

/** A review, before it is written in one format or the other. */
export interface Report {
  title: string;
  /** What it is about, a line each. */
  about: readonly string[];
  findings: readonly Finding[];
  sections: readonly Section[];
}

const minute = (date: Date): string => `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
const span = ({ from, to }: Span): string => `${minute(from)} to ${minute(to)}`;

/** How a number changed, for people. */
export function changed({ now, before }: Pair): string {
  if (before === 0) return now === 0 ? "" : "new";
  const percent = Math.round((100 * (now - before)) / before);
  return percent === 0 ? "±0 %" : `${percent > 0 ? "+" : ""}${percent} %`;
}

const counts = (pair: Pair): string[] => [shown(pair.now), shown(pair.before), changed(pair)];
const countsHead = ["now", "before", "change"] as const;

/** Things that were counted in both periods. */
function compared(what: string, rows: readonly Counted[]): Table {
  return { head: [what, ...countsHead], rows: rows.map((row) => [row.name, ...counts(row)]) };
}

const ofNow = (what: string, count: string, rows: readonly Counted[]): Table => ({
  head: [what, count],
  rows: rows.map(({ name, now }) => [name, shown(now)]),
});

const time = (value: number | undefined): string => (value === undefined ? "" : `${shown(value)} ms`);

function sections(data: ReviewData): Section[] {
  const { requests, failed, denied, limited, series, latency, state } = data;
  const [all, errors, refused, over, logins] = series as [Series, Series, Series, Series, Series];
  const section = (title: string, tables: Table[], plots: Series[] = []): Section => ({
    title,
    tables,
    plots,
  });
  return [
    section(
      "Requests",
      [
        compared("answers", [
          { name: "all", ...requests },
          { name: "5xx", ...failed },
          { name: "401, 403", ...denied },
          { name: "429", ...limited },
        ]),
        compared("the gateway's verdict", data.verdicts),
      ],
      [all, errors, refused, over],
    ),
    section(
      "Sites",
      [
        {
          head: ["site", "requests", "change", "5xx", "95th percentile", "before"],
          rows: data.sites.map((site) => [
            site.name,
            shown(site.now),
            changed(site),
            shown(site.failed.now),
            time(site.p95.now),
            time(site.p95.before),
          ]),
        },
        ofNow("path", "answers of 5xx", data.failingPaths),
      ],
      [latency],
    ),
    section("Consumers", [
      {
        head: ["consumer", ...countsHead, "429 now", "429 before"],
        rows: data.consumers.map((consumer) => [
          consumer.name,
          ...counts(consumer),
          shown(consumer.limited.now),
          shown(consumer.limited.before),
        ]),
      },
    ]),
    section("New sources", [
      {
        head: ["address", "requests", "401, 403"],
        rows: data.newSources
          .slice(0, 20)
          .map(({ name, now, denied: refusals }) => [name, shown(now), shown(refusals)]),
      },
    ]),
    section(
      "Logins",
      [
        compared("SSH", [
          { name: "failed", ...data.failedLogins },
          { name: "sudo", ...data.sudo },
        ]),
        {
          head: ["logged in from", ...countsHead, "accounts"],
          rows: data.logins.map((login) => [login.name, ...counts(login), login.users.join(", ")]),
        },
        ofNow("failed from", "times", data.failedLoginSources),
        ofNow("failed as", "times", data.failedLoginUsers),
      ],
      [logins],
    ),
    section("Bans and drops", [
      compared("banned by", [{ name: "all", ...data.bans }, ...data.bansByJail]),
      compared("dropped for port", data.dropped),
    ]),
    section("Certificates", [
      {
        head: ["certificate", "days left"],
        rows: [...state.certificates]
          .sort((a, b) => a.daysLeft - b.daysLeft)
          .map(({ name, daysLeft }) => [name, shown(daysLeft)]),
      },
    ]),
    section("Updates", [
      compared("runs", data.updates),
      {
        head: ["host", "last success", "pending", "of them for security", "reboot needed"],
        rows: state.updates.map(({ host, lastSuccess, pending, securityPending, reboot }) => [
          host,
          minute(lastSuccess),
          shown(pending),
          shown(securityPending),
          reboot ? "yes" : "no",
        ]),
      },
    ]),
    section("Hosts", [
      { head: ["host", "last heard of"], rows: state.seen.map(({ host, last }) => [host, minute(last)]) },
      {
        head: ["disk", "of", "used"],
        rows: state.disks.map(({ host, mount, usedRatio }) => [
          mount,
          host,
          `${Math.round(100 * usedRatio)} %`,
        ]),
      },
    ]),
    section("Alerts", [
      {
        head: ["alert", "severity", ...countsHead, "the last one"],
        rows: data.alerts.map((alert) => [alert.title, alert.severity, ...counts(alert), alert.message]),
      },
    ]),
    section("Logs", [compared("kind of event", data.datasets), compared("of systems", data.system)]),
  ];
}

/**
 * Makes a report of a review.
 *
 * @param stack - name of the stack
 * @param data - what the review tells
 * @param found - what of it is above a threshold
 */
export function makeReport(stack: string, data: ReviewData, found: readonly Finding[]): Report {
  return {
    title: `Review of the logs of ${stack}`,
    about: [
      `Reviewed: ${span(data.period.now)}.`,
      `Compared with the same hours of ${span(data.period.before)}.`,
      `Data streams: logs-portcullis.*-${data.namespace}.`,
    ],
    findings: found,
    sections: sections(data),
  };
}
