import { hoursOf, reviewPeriod } from "../../../../scripts/review/period";
import type { QueryName } from "../../../../scripts/review/queries";

/** A day under review. */
export const period = reviewPeriod("24h", new Date("2026-03-18T10:40:00Z"));

const both = (now: number, before: number, more: object = {}, moreBefore: object = {}): object => ({
  now: { doc_count: now, ...more },
  before: { doc_count: before, ...moreBefore },
});

const count = (doc_count: number): object => ({ doc_count });
const p95 = (milliseconds: number): object => ({ values: { "95.0": milliseconds * 1e6 } });
const terms = (...buckets: object[]): object => ({ buckets });
const newest = (source: object): object => ({ newest: { hits: { hits: [{ _source: source }] } } });

/** Text of a log of which neither a table nor a page must take a part for its own. */
export const hostile = "<img src=x onerror=alert(1)>|`x` [a](https://evil.example.com)\nnew line";

const requests = (now: number, before: number, failed: number, denied: number): object =>
  both(
    now,
    before,
    {
      failed: count(failed),
      denied: count(denied),
      limited: count(9),
      verdicts: terms({ key: "authenticated", doc_count: now - denied }),
    },
    { failed: count(1), denied: count(2), limited: count(0), verdicts: terms() },
  );

/** Elasticsearch's answers of a day, in its own form, with one thing of each kind that is a finding. */
export const answers: Record<QueryName, unknown> = {
  datasets: {
    aggregations: {
      groups: terms(
        { key: "portcullis.access", ...both(2400, 2400) },
        { key: "portcullis.gateway", ...both(0, 900) },
        { key: "portcullis.refused", ...both(6, 0) },
      ),
    },
  },
  access: {
    aggregations: {
      ...requests(2400, 2400, 120, 30),
      hours: terms(
        ...[...hoursOf(period.before), ...hoursOf(period.now)].map((key, index) => ({
          key,
          doc_count: 100,
          failed: count([30, 31, 32, 33].includes(index) ? 30 : 0),
          denied: count(1),
          limited: count(0),
          slow: p95(50),
        })),
      ),
      sites: terms(
        {
          key: "api.example.com",
          ...both(2300, 2300, { failed: count(120), slow: p95(400) }, { failed: count(0), slow: p95(200) }),
        },
        // One of four fails: too few to tell.
        { key: "tiny.example.com", ...both(4, 4, { failed: count(1), slow: p95(9) }) },
      ),
      consumers: terms(
        { key: "shop", ...both(1000, 1100, { limited: count(5) }, { limited: count(0) }) },
        { key: "greedy", ...both(900, 200, { limited: count(4000) }, { limited: count(0) }) },
        { key: "gone", ...both(0, 500, { limited: count(0) }, { limited: count(0) }) },
      ),
      sources: terms(
        { key: "203.0.113.7", ...both(500, 0, { denied: count(20) }, { denied: count(0) }) },
        { key: "198.51.100.1", ...both(400, 400, { denied: count(0) }, { denied: count(0) }) },
      ),
      failures: { doc_count: 120, paths: terms({ key: hostile, doc_count: 120 }) },
    },
  },
  auth: {
    aggregations: {
      failed: { doc_count: 80, ...both(75, 5) },
      failedNow: {
        doc_count: 75,
        sources: terms({ key: "203.0.113.8", doc_count: 75 }),
        users: terms({ key: hostile, doc_count: 75 }),
      },
      failedHours: { doc_count: 80, hours: terms({ key: hoursOf(period.now)[3], doc_count: 75 }) },
      succeeded: {
        doc_count: 12,
        sources: terms(
          { key: "192.0.2.7", ...both(5, 5, { users: terms({ key: "admin", doc_count: 5 }) }) },
          { key: "203.0.113.5", ...both(1, 0, { users: terms({ key: "root", doc_count: 1 }) }) },
        ),
      },
      sudo: { doc_count: 4, ...both(4, 0) },
    },
  },
  state: {
    aggregations: {
      seen: terms(
        { key: "api-1", doc_count: 288, last: { value: Date.parse("2026-03-18T09:57:00Z") } },
        { key: "api-2", doc_count: 200, last: { value: Date.parse("2026-03-17T20:00:00Z") } },
      ),
      certificates: {
        doc_count: 288,
        groups: terms({
          key: "api.example.com",
          doc_count: 288,
          ...newest({ "portcullis.certificate.days_left": 12 }),
        }),
      },
      disks: {
        doc_count: 288,
        groups: terms({
          key: "api-1",
          groups: terms({ key: "/", ...newest({ portcullis: { disk: { used_ratio: 0.88 } } }) }),
        }),
      },
      updates: {
        doc_count: 288,
        groups: terms({
          key: "api-1",
          ...newest({
            portcullis: {
              updates: {
                last_success: "2026-03-12T02:00:00Z",
                pending: 9,
                security_pending: 4,
                reboot_required: true,
              },
            },
          }),
        }),
      },
    },
  },
  updates: { aggregations: { groups: terms({ key: "failure", ...both(2, 0) }) } },
  intrusion: {
    aggregations: {
      banned: { doc_count: 3, ...both(3, 0), groups: terms({ key: "sshd", ...both(3, 0) }) },
    },
  },
  firewall: { aggregations: { groups: terms({ key: 5432, ...both(40, 38) }) } },
  alerts: {
    aggregations: {
      groups: terms(
        {
          key: "server-errors",
          ...both(2, 0),
          ...newest({
            "rule.name": "A site answers too many requests with 5xx",
            "portcullis.alert.severity": "high",
            message: "A site answers too many requests with 5xx: api.example.com (30.0 % in 5 minutes)",
          }),
        },
        {
          key: "latency",
          ...both(1, 0),
          ...newest({ "rule.name": "A site answers too slowly", "portcullis.alert.severity": "medium" }),
        },
      ),
    },
  },
  system: { aggregations: { groups: terms({ key: "unit_failed", ...both(1, 0) }) } },
};
