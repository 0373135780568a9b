import { resolve } from "../../../../components/model/resolve";
import { review, type Review } from "../../../../scripts/review/review";
import type { LogsAccess } from "../../../../components/logging/elkServer";
import { asRoot } from "../../hardening/hosts";
import { LogHost } from "../logHost";
import { makeTestAuthority } from "../testAuthority";
import { fortnight, hostile } from "./fortnight";

const hour = 3_600_000;
const end = Math.floor(Date.now() / hour) * hour;
const limits = resolve("logReview", {});

let logs: LogHost;
let access: LogsAccess;

const reviewed = (more: Partial<Parameters<typeof review>[0]> = {}): Promise<Review> =>
  review({ stack: "prod", access, limits, since: "7d", format: "markdown", at: new Date(end), ...more });

beforeAll(async () => {
  logs = await LogHost.start("review");
  await logs.store("test", fortnight(end));
  access = {
    urls: [`https://${logs.elasticsearch.first.address}:9200`],
    authority: logs.elasticsearch.authority.pem,
    readerKey: await logs.key("reader", "review"),
    namespace: "test",
  };
});

afterAll(() => logs?.dispose());

test("a week beside the one before: everything that is out of the ordinary is a finding", async () => {
  const { findings } = await reviewed();
  expect(findings.map(({ topic, text }) => `${topic}: ${text.replace(/ \(.*/, "")}`)).toEqual([
    "Alerts: One address is refused again and again",
    "Logins: 88 logins failed, above 50",
    "Logins: admin came from 203.0.113.5, from where nobody came in the period before",
    "Sites: api.example.com answered 11 % of its requests with 5xx, above 1 %",
    "Sites: api.example.com takes 125 % longer",
    "Consumers: crawler is new, with 120 requests",
    "Hours: Requests: 6 hours out of the ordinary, above 3",
    "Hours: Answers of 5xx: 4 hours out of the ordinary, above 3",
    "Certificates: api.example.com has 11 days left, below 21",
    "Disks: / of logs-1 is 91 % full, from 80 % on",
  ]);
});

test("the quiet week has no finding", async () => {
  const { findings, text } = await reviewed({ at: new Date(end - 7 * 24 * hour), since: "3d" });
  expect(findings).toEqual([]);
  expect(text).toContain("None: nothing is above its threshold.");
});

test("what stands in logs is no markup", async () => {
  const page = await reviewed({ format: "html" });
  expect(page.text).not.toContain(hostile);
  expect(page.text).toContain("&lt;script&gt;alert(1)");
  expect((await reviewed()).text).toContain("\\<script\\>alert(1)\\</script\\>\\|");
});

test("an environment without logs has a review that says so", async () => {
  const { findings } = await reviewed({ access: { ...access, namespace: "empty-test" } });
  expect(findings).toEqual([]);
});

test("a key that is wrong, or for something else, is said in one line", async () => {
  await expect(reviewed({ access: { ...access, readerKey: "no:key" } })).rejects.toThrow(
    /^Elasticsearch refuses the reader's key: .*pulumi up.*$/,
  );
  const writer = await logs.key("writer", "shipper");
  await expect(reviewed({ access: { ...access, readerKey: writer } })).rejects.toThrow(
    /^the reader's key may not read these logs: .*$/,
  );
});

test("the next node stands in for one that is away; where all are, it is said which, and what to look at", async () => {
  const [url] = access.urls as [string];
  const away = url.replace(":9200", ":9299");
  expect((await reviewed({ access: { ...access, urls: [away, url] } })).findings).not.toEqual([]);
  await expect(reviewed({ access: { ...access, urls: [away] } })).rejects.toThrow(
    /^no Elasticsearch can be reached \(.*:9299: connect ECONNREFUSED .*\)\. Is your address among the ranges/,
  );
});

test("a server that another authority signed is not talked to", async () => {
  const other = await makeTestAuthority();
  await expect(reviewed({ access: { ...access, authority: other.pem } })).rejects.toThrow(
    /^no Elasticsearch can be reached \(.*(certificate|issuer).*\)/,
  );
});

test("the key can read, and nothing else", async () => {
  const header = `ApiKey ${Buffer.from(access.readerKey).toString("base64")}`;
  const { elasticsearch } = logs;
  const write = await elasticsearch.ask(header, "POST", "/logs-portcullis.access-test/_doc", { a: 1 });
  const all = await elasticsearch.ask(header, "GET", "/_security/user");
  expect([write.status, all.status]).toEqual([403, 403]);
  // Of the review nothing is left on the host.
  expect(
    (await asRoot(elasticsearch.first, `grep -rlF '${access.readerKey}' /etc /var/log 2>/dev/null`)).stdout,
  ).toBe("");
});
