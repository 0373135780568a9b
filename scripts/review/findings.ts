import { datasets as names } from "../../components/logging/events/datasets";
import type { ResolvedLogReview } from "../../components/model/types";
import type { ReviewData } from "./data";
import { hoursOf } from "./period";
import { outliers, type Pair } from "./outliers";

/** Something that is above a threshold. */
export interface Finding {
  /** What it is about, such as `Sites`. */
  topic: string;
  /** What was found, with its threshold. */
  text: string;
}

/** With fewer requests a share or a percentile says nothing. */
const enough = 100;

const day = 24 * 3_600_000;

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

/** A number for people: as many digits as tell something. */
export const shown = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 0);

type Judge = (data: ReviewData, limits: ResolvedLogReview) => Finding[];

const find = (topic: string, texts: readonly string[]): Finding[] => texts.map((text) => ({ topic, text }));

const sites: Judge = ({ sites: all }, { serverErrorPercent, slowerPercent }) => [
  ...find(
    "Sites",
    all
      .filter(({ now, failed }) => now >= enough && percent(failed.now, now) > serverErrorPercent)
      .map(
        ({ name, now, failed }) =>
          `${name} answered ${shown(percent(failed.now, now))} % of its requests with 5xx, above ${serverErrorPercent} %`,
      ),
  ),
  ...find(
    "Sites",
    all.flatMap(({ name, now, before, p95 }) => {
      if (now < enough || before < enough || p95.now === undefined || !p95.before) return [];
      const slower = percent(p95.now - p95.before, p95.before);
      return slower > slowerPercent
        ? [
            `${name} takes ${shown(slower)} % longer (${shown(p95.before)} ms → ${shown(p95.now)} ms), above ${slowerPercent} %`,
          ]
        : [];
    }),
  ),
];

/** How a consumer's requests changed, where that says something. */
function change({ now, before }: Pair): number | undefined {
  if (Math.max(now, before) < enough) return undefined;
  // Both ways alike: a third is as far away as three times as many.
  const [few, many] = now < before ? [now, before] : [before, now];
  return few === 0 ? Infinity : percent(many - few, few);
}

const consumers: Judge = ({ consumers: all }, { limitedRequests, consumerChangePercent }) => [
  ...find(
    "Consumers",
    all
      .filter(({ limited }) => limited.now > limitedRequests)
      .map(({ name, limited }) => `${name} was limited ${limited.now} times, above ${limitedRequests}`),
  ),
  ...find(
    "Consumers",
    all.flatMap((consumer) => {
      const by = change(consumer);
      if (by === undefined || by <= consumerChangePercent) return [];
      const { name, now, before } = consumer;
      if (before === 0) return [`${name} is new, with ${now} requests`];
      return [`${name} makes ${now < before ? "far fewer" : "far more"} requests: ${before} → ${now}`];
    }),
  ),
];

const logins: Judge = ({ failedLogins, logins: all }, limits) => [
  ...find(
    "Logins",
    failedLogins.now > limits.failedLogins
      ? [`${failedLogins.now} logins failed, above ${limits.failedLogins}`]
      : [],
  ),
  ...find(
    "Logins",
    all
      .filter(({ now, before }) => now > 0 && before === 0)
      .map(
        ({ name, users }) =>
          `${users.join(", ")} came from ${name}, from where nobody came in the period before`,
      ),
  ),
  ...find(
    "Logins",
    all.filter(({ users }) => users.includes("root")).map(({ name }) => `root logged in from ${name}`),
  ),
];

const hours: Judge = ({ series, latency, period }, { outlierHours }) => {
  const times = hoursOf(period.now);
  return [...series, latency].flatMap(({ name, hours: pairs }) => {
    const found = outliers(pairs);
    if (found.length <= outlierHours) return [];
    const examples = found
      .slice(0, 3)
      .map(
        (at) =>
          `${new Date(times[at]!).toISOString().slice(0, 13)}h: ${shown(pairs[at]!.before)} → ${shown(pairs[at]!.now)}`,
      );
    return find("Hours", [
      `${name}: ${found.length} hours out of the ordinary, above ${outlierHours} (${examples.join("; ")})`,
    ]);
  });
};

const hosts: Judge = ({ state, updates, period }, { certificateDays, updateDays, diskPercent }) => [
  ...find(
    "Certificates",
    state.certificates
      .filter(({ daysLeft }) => daysLeft < certificateDays)
      .map(({ name, daysLeft }) => `${name} has ${shown(daysLeft)} days left, below ${certificateDays}`),
  ),
  ...find(
    "Updates",
    state.updates.flatMap(({ host, lastSuccess }) => {
      const days = (period.now.to.getTime() - lastSuccess.getTime()) / day;
      return days > updateDays
        ? [`${host} had its last one ${shown(days)} days ago, above ${updateDays}`]
        : [];
    }),
  ),
  ...find(
    "Updates",
    updates.filter(({ name, now }) => name === "failure" && now > 0).map(({ now }) => `${now} failed`),
  ),
  ...find(
    "Disks",
    state.disks
      .filter(({ usedRatio }) => 100 * usedRatio >= diskPercent)
      .map(
        ({ host, mount, usedRatio }) =>
          `${mount} of ${host} is ${shown(Math.round(100 * usedRatio))} % full, from ${diskPercent} % on`,
      ),
  ),
  ...find(
    "Hosts",
    state.seen
      .filter(({ last }) => period.now.to.getTime() - last.getTime() > 3_600_000)
      .map(({ host, last }) => `nothing is heard from ${host} since ${last.toISOString()}`),
  ),
];

const severities: readonly string[] = ["low", "medium", "high", "critical"];

const alerts: Judge = ({ alerts: all }, { alertSeverity }) =>
  find(
    "Alerts",
    all
      .filter(
        ({ now, severity }) => now > 0 && severities.indexOf(severity) >= severities.indexOf(alertSeverity),
      )
      .map(({ title, now, severity }) => `${title}: ${now} (${severity}, from ${alertSeverity} on)`),
  );

const { refused } = names;

const logs: Judge = ({ datasets }) => [
  ...find(
    "Logs",
    datasets
      .filter(({ now, before }) => now === 0 && before >= enough)
      .map(({ name, before }) => `${name} has no event any more; it had ${before} in the period before`),
  ),
  ...find(
    "Logs",
    datasets
      .filter(({ name, now }) => name === refused && now > 0)
      .map(({ now }) => `${now} events were refused and are not stored`),
  ),
];

/**
 * What of a review is above a threshold, the worst first.
 *
 * @param data - what the review tells
 * @param limits - the thresholds
 */
export function findings(data: ReviewData, limits: ResolvedLogReview): Finding[] {
  return [alerts, logins, sites, consumers, hours, hosts, logs].flatMap((judge) => judge(data, limits));
}
