import type { Pair } from "./outliers";
import { hoursOf, type Period } from "./period";
import { Answer, type Bucket } from "./answer";
import type { QueryName } from "./queries";

/** Something with a name, counted in both periods. */
export interface Counted extends Pair {
  name: string;
}

/** A site of the edge. */
export interface Site extends Counted {
  failed: Pair;
  /** 95th percentile of the time that a request takes, in milliseconds; none without requests. */
  p95: { now?: number; before?: number };
}

/** A series of values, one an hour, beside that of the period before. */
export interface Series {
  name: string;
  hours: Pair[];
}

/** An address that logged in, with the accounts. */
export interface Login extends Counted {
  users: string[];
}

/** A rule that told of alerts. */
export interface FiredAlert extends Counted {
  title: string;
  message: string;
  severity: string;
}

/** What hosts last said of themselves. */
export interface HostState {
  certificates: { name: string; daysLeft: number }[];
  disks: { host: string; mount: string; usedRatio: number }[];
  updates: { host: string; lastSuccess: Date; pending: number; securityPending: number; reboot: boolean }[];
  /** When each was last heard of. */
  seen: { host: string; last: Date }[];
}

/** What a review tells, before it is judged. */
export interface ReviewData {
  period: Period;
  namespace: string;
  datasets: Counted[];
  requests: Pair;
  failed: Pair;
  denied: Pair;
  limited: Pair;
  verdicts: Counted[];
  series: Series[];
  /** 95th percentile of all requests, in milliseconds, an hour. */
  latency: Series;
  sites: Site[];
  failingPaths: Counted[];
  consumers: (Counted & { limited: Pair })[];
  newSources: (Counted & { denied: number })[];
  failedLogins: Pair;
  failedLoginSources: Counted[];
  failedLoginUsers: Counted[];
  logins: Login[];
  sudo: Pair;
  updates: Counted[];
  bans: Pair;
  bansByJail: Counted[];
  dropped: Counted[];
  alerts: FiredAlert[];
  system: Counted[];
  state: HostState;
}

const nanosecondsPerMillisecond = 1_000_000;

const pair = (answer: Answer): Pair => ({
  now: answer.at("now").count,
  before: answer.at("before").count,
});

/** A count within both periods, such as of failures among requests. */
const inner = (answer: Answer, name: string): Pair => ({
  now: answer.at("now", name).count,
  before: answer.at("before", name).count,
});

const named = (bucket: Bucket): Counted => ({ name: bucket.key, ...pair(bucket) });

/** Groups with a count of now alone. */
const top = (answer: Answer): Counted[] =>
  answer.buckets.map((bucket) => ({ name: bucket.key, now: bucket.count, before: 0 }));

const milliseconds = (answer: Answer): number | undefined =>
  answer.p95 === undefined ? undefined : answer.p95 / nanosecondsPerMillisecond;

function text(fields: ReadonlyMap<string, unknown>, name: string): string | undefined {
  const value = fields.get(name);
  return typeof value === "string" ? value : undefined;
}

/** Terms of both periods, which come as two lists. */
function merged(answer: Answer, name: string): Counted[] {
  const found = new Map<string, Counted>();
  for (const when of ["now", "before"] as const)
    for (const { key, count } of answer.at(when, name).buckets)
      found.set(key, { ...(found.get(key) ?? { name: key, now: 0, before: 0 }), [when]: count });
  return [...found.values()].sort((a, b) => b.now - a.now);
}

function series(name: string, period: Period, hours: Answer, value: (bucket: Bucket) => number): Series {
  const values = new Map(hours.buckets.map((bucket) => [bucket.time, value(bucket)]));
  const before = hoursOf(period.before);
  return {
    name,
    hours: hoursOf(period.now).map((at, index) => ({
      now: values.get(at) ?? 0,
      before: values.get(before[index]!) ?? 0,
    })),
  };
}

function readState(answer: Answer): HostState {
  const groups = (name: string): Bucket[] => answer.at(name, "groups").buckets;
  const number = (fields: Map<string, unknown>, name: string): number =>
    Number(fields.get(`portcullis.${name}`) ?? 0);
  return {
    seen: answer.at("seen").buckets.map((bucket) => ({
      host: bucket.key,
      last: new Date(bucket.at("last", "value").number ?? 0),
    })),
    certificates: groups("certificates").map((bucket) => ({
      name: bucket.key,
      daysLeft: number(bucket.newest, "certificate.days_left"),
    })),
    disks: groups("disks").flatMap((host) =>
      host.at("groups").buckets.map((mount) => ({
        host: host.key,
        mount: mount.key,
        usedRatio: number(mount.newest, "disk.used_ratio"),
      })),
    ),
    updates: groups("updates").map((bucket) => ({
      host: bucket.key,
      lastSuccess: new Date(text(bucket.newest, "portcullis.updates.last_success") ?? 0),
      pending: number(bucket.newest, "updates.pending"),
      securityPending: number(bucket.newest, "updates.security_pending"),
      reboot: bucket.newest.get("portcullis.updates.reboot_required") === true,
    })),
  };
}

/** Makes of Elasticsearch's answers what a review tells. */
export function readAnswers(
  answers: Readonly<Record<QueryName, unknown>>,
  period: Period,
  namespace: string,
): ReviewData {
  const of = (name: QueryName): Answer => new Answer(answers[name]).at("aggregations");
  const counted = (name: QueryName): Counted[] => of(name).at("groups").buckets.map(named);
  const access = of("access");
  const auth = of("auth");
  const banned = of("intrusion").at("banned");
  const perHour = (name: string, label: string): Series =>
    series(label, period, access.at("hours"), (bucket) => bucket.at(name).count);
  return {
    period,
    namespace,
    datasets: counted("datasets"),
    requests: pair(access),
    failed: inner(access, "failed"),
    denied: inner(access, "denied"),
    limited: inner(access, "limited"),
    verdicts: merged(access, "verdicts"),
    series: [
      series("Requests", period, access.at("hours"), (bucket) => bucket.count),
      perHour("failed", "Answers of 5xx"),
      perHour("denied", "Answers of 401 and 403"),
      perHour("limited", "Answers of 429"),
      series("Failed logins", period, auth.at("failedHours", "hours"), (bucket) => bucket.count),
    ],
    latency: series(
      "95th percentile of all requests, in ms",
      period,
      access.at("hours"),
      (bucket) => milliseconds(bucket.at("slow")) ?? 0,
    ),
    sites: access.at("sites").buckets.map((bucket) => ({
      ...named(bucket),
      failed: inner(bucket, "failed"),
      p95: {
        now: milliseconds(bucket.at("now", "slow")),
        before: milliseconds(bucket.at("before", "slow")),
      },
    })),
    failingPaths: top(access.at("failures", "paths")),
    consumers: access
      .at("consumers")
      .buckets.map((bucket) => ({ ...named(bucket), limited: inner(bucket, "limited") })),
    newSources: access
      .at("sources")
      .buckets.map((bucket) => ({ ...named(bucket), denied: inner(bucket, "denied").now }))
      .filter(({ before, now }) => before === 0 && now > 0),
    failedLogins: pair(auth.at("failed")),
    failedLoginSources: top(auth.at("failedNow", "sources")),
    failedLoginUsers: top(auth.at("failedNow", "users")),
    logins: auth.at("succeeded", "sources").buckets.map((bucket) => ({
      ...named(bucket),
      users: bucket.at("now", "users").buckets.map(({ key }) => key),
    })),
    sudo: pair(auth.at("sudo")),
    updates: counted("updates"),
    bans: pair(banned),
    bansByJail: banned.at("groups").buckets.map(named),
    dropped: counted("firewall"),
    alerts: of("alerts")
      .at("groups")
      .buckets.map((bucket) => ({
        ...named(bucket),
        title: text(bucket.newest, "rule.name") ?? bucket.key,
        message: text(bucket.newest, "message") ?? "",
        severity: text(bucket.newest, "portcullis.alert.severity") ?? "low",
      })),
    system: counted("system"),
    state: readState(of("state")),
  };
}
