import { resolve } from "../../../../components/model/resolve";
import { readAnswers, type ReviewData } from "../../../../scripts/review/data";
import { findings } from "../../../../scripts/review/findings";
import { html } from "../../../../scripts/review/html";
import { markdown } from "../../../../scripts/review/markdown";
import { hoursOf } from "../../../../scripts/review/period";
import { type QueryName, reviewQueries } from "../../../../scripts/review/queries";
import { makeReport } from "../../../../scripts/review/report";
import { answers, hostile, period } from "./answers";

const limits = resolve("logReview", {});
const data = readAnswers(answers, period, "prod");
const found = findings(data, limits);
const report = makeReport("prod", data, found);

const nothing = readAnswers(
  Object.fromEntries(Object.keys(answers).map((name) => [name, {}])) as Record<QueryName, unknown>,
  period,
  "prod",
);

test("every finding is told, with its threshold", () => {
  expect(found.map(({ topic, text }) => `${topic}: ${text}`)).toEqual([
    "Alerts: A site answers too many requests with 5xx: 2 (high, from high on)",
    "Logins: 75 logins failed, above 50",
    "Logins: root came from 203.0.113.5, from where nobody came in the period before",
    "Logins: root logged in from 203.0.113.5",
    "Sites: api.example.com answered 5.22 % of its requests with 5xx, above 1 %",
    "Sites: api.example.com takes 100 % longer (200 ms → 400 ms), above 50 %",
    "Consumers: greedy was limited 4000 times, above 1000",
    "Consumers: greedy makes far more requests: 200 → 900",
    "Consumers: gone makes far fewer requests: 500 → 0",
    "Hours: Answers of 5xx: 4 hours out of the ordinary, above 3 (2026-03-17T16h: 0 → 30; 2026-03-17T17h: 0 → 30; 2026-03-17T18h: 0 → 30)",
    "Certificates: api.example.com has 12 days left, below 21",
    "Updates: api-1 had its last one 6.36 days ago, above 3",
    "Updates: 2 failed",
    "Disks: / of api-1 is 88 % full, from 80 % on",
    "Hosts: nothing is heard from api-2 since 2026-03-17T20:00:00.000Z",
    "Logs: portcullis.gateway has no event any more; it had 900 in the period before",
    "Logs: 6 events were refused and are not stored",
  ]);
});

test("thresholds can be set", () => {
  const mild = resolve("logReview", {
    serverErrorPercent: 10,
    slowerPercent: 200,
    failedLogins: 1000,
    limitedRequests: 5000,
    consumerChangePercent: 100000,
    outlierHours: 10,
    certificateDays: 7,
    updateDays: 30,
    diskPercent: 95,
    alertSeverity: "critical",
  });
  expect(findings(data, mild).map(({ topic, text }) => `${topic}: ${text.slice(0, 20)}`)).toEqual([
    "Logins: root came from 203.0",
    "Logins: root logged in from ",
    "Consumers: gone makes far fewer",
    "Updates: 2 failed",
    "Hosts: nothing is heard fro",
    "Logs: portcullis.gateway h",
    "Logs: 6 events were refuse",
  ]);
});

test("logs in which there is nothing yet make a review without findings", () => {
  expect(findings(nothing, limits)).toEqual([]);
  const text = markdown(makeReport("dev", nothing, []));
  expect(text).toContain("None: nothing is above its threshold.");
  expect(html(makeReport("dev", nothing, []), hoursOf(period.now))).toContain("</html>");
});

test("hours stand beside the same hours of the period before", () => {
  const failed = data.series.find(({ name }) => name === "Answers of 5xx")!;
  expect(failed.hours).toHaveLength(24);
  expect(failed.hours.flatMap(({ now, before }, hour) => (now > 0 ? [[hour, now, before]] : []))).toEqual([
    [6, 30, 0],
    [7, 30, 0],
    [8, 30, 0],
    [9, 30, 0],
  ]);
});

test("sources are new where the period before did not have them", () => {
  expect(data.newSources).toEqual([{ name: "203.0.113.7", now: 500, before: 0, denied: 20 }]);
});

test("Markdown: what stands in logs ends no cell, and is no markup and no link", () => {
  const text = markdown(report);
  const lines = text.split("\n").filter((line) => line.includes("onerror"));
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line).toContain("\\<img src=x onerror=alert(1)\\>\\|\\`x\\` \\[a\\]");
    expect(line).not.toContain("https://");
    expect(line.match(/(?<!\\)\|/g)).toHaveLength(3);
  }
});

test("HTML: what stands in logs is text, and nothing is loaded or run", () => {
  const page = html(report, hoursOf(period.now));
  expect(page).not.toContain(hostile.slice(0, 8));
  expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/<(script|link|img|iframe|object)|@import|url\(/i);
});

test("HTML: a plot a series that has anything, each as wide as a phone at most", () => {
  const page = html(report, hoursOf(period.now));
  const drawn = [...page.matchAll(/<figcaption>([^<]+)</g)].map(([, name]) => name);
  expect(drawn).toEqual([
    "Requests",
    "Answers of 5xx",
    "Answers of 401 and 403",
    "95th percentile of all requests, in ms",
    "Failed logins",
  ]);
  for (const [, width] of page.matchAll(/viewBox="0 0 (\d+) /g)) expect(Number(width)).toBeLessThan(375);
  for (const [, points] of page.matchAll(/points="([^"]+)"/g)) expect(points).not.toMatch(/NaN|Infinity/);
});

test("both formats tell the same", () => {
  const page = html(report, hoursOf(period.now));
  for (const { title } of report.sections) {
    expect(page).toContain(`<h2>${title}</h2>`);
    expect(markdown(report)).toContain(`\n## ${title}\n`);
  }
  for (const { topic } of found) expect(page).toContain(`<b>${topic}</b>`);
});

test("no search asks for events, but for the newest report of a host or an alert", () => {
  const fetched = (value: unknown): number[] => {
    if (typeof value !== "object" || value === null) return [];
    const { top_hits: hits } = value as { top_hits?: { size: number; _source: string[] } };
    return [...(hits ? [hits.size] : []), ...Object.values(value).flatMap(fetched)];
  };
  for (const { index, body } of Object.values(reviewQueries(period, "prod"))) {
    expect(index).toMatch(/^logs-portcullis\.[a-z*]+-prod$/);
    expect(body).toMatchObject({ size: 0 });
    expect(fetched(body).every((size) => size === 1)).toBe(true);
  }
});

test("data is as it was read", () => {
  expect(data satisfies ReviewData).toMatchObject({
    requests: { now: 2400, before: 2400 },
    failed: { now: 120, before: 1 },
    state: { updates: [{ host: "api-1", pending: 9, securityPending: 4, reboot: true }] },
  });
});
