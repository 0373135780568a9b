import { kibanaCondition } from "../../../../components/logging/alerts/kibana/conditions";
import { elastAlertUnit } from "../../../../components/logging/alerts/elastAlert/paths";
import { alertRules } from "../../../../components/logging/alerts/rules";
import { resolve } from "../../../../components/model/resolve";
import type { LogAlerts } from "../../../../components/model/types";
import { until } from "../../support";
import { send } from "../../bundle/direct";
import { apply, root } from "../elasticsearch/nodes";
import { AlertHost, scenarioNamespace } from "./alertHost";
import { hosts, incidents, normalTraffic } from "./incidents";
import { judge, type SearchAnswer } from "./kibanaJudge";
import { type MailServer, startMailServer, startWebhook, type WebhookReceiver } from "./receivers";

const account = { user: "alerts", password: "yes: a mail-password 0x1e5" };
const hookPath = "/services/a-path-that-is-a-secret";
const scenarios = { normal: (events: ReturnType<typeof normalTraffic>) => events, ...incidents };
const names = Object.keys(scenarios);
const rules = alertRules(resolve("logAlerts", {}), hosts);

let logs: AlertHost;
let mail: MailServer;
let webhook: WebhookReceiver;
/** Alerts as `<scenario>--<rule>`, of every way that they went. */
let indexed: Record<string, unknown>[];

const alertName = (event: Record<string, unknown>): string => String(event["portcullis.alert.name"]);
const expected = Object.keys(incidents)
  .map((name) => `${name}--${name}`)
  .sort();

beforeAll(async () => {
  logs = await AlertHost.start("alerts");
  const identity = await logs.elasticsearch.authority.issue("mail.example.test", "hooks.example.test");
  mail = await startMailServer(logs.gateway, identity, account);
  webhook = await startWebhook(logs.gateway, identity, hookPath, 3);
  await root(logs.host, `echo '${logs.gateway} mail.example.test hooks.example.test' >>/etc/hosts`);
  const authority = logs.elasticsearch.authority.pem;
  const settings: LogAlerts = {
    everySeconds: 10,
    email: {
      to: ["oncall@example.test"],
      from: "alerts@example.test",
      host: "mail.example.test",
      port: mail.port,
      authority,
      ...account,
    },
    webhook: { url: `https://hooks.example.test:${webhook.port}${hookPath}`, authority },
  };
  await logs.withIndex(settings, async (resolved) => {
    // Packages first: the made-up minutes are to be young when they are looked at.
    await apply(logs.host, logs.bundle(["installing"], resolved));
    for (const [name, make] of Object.entries(scenarios)) await logs.add(name, make(normalTraffic()));
    await apply(logs.host, logs.bundle(names, resolved));
  });
  const told = async (): Promise<boolean> => {
    indexed = await logs.alerts();
    return (
      indexed.length >= expected.length &&
      mail.mails.length >= expected.length &&
      webhook.bodies.length >= expected.length
    );
  };
  await until(told, { what: "every alert to be told in every way", limitSeconds: 180 });
  // Another round of looks: what was told is not told again, and what is no alert stays none.
  const looks = async (): Promise<number> => {
    const path = "/portcullis-elastalert-test_status/_count";
    await logs.ask("POST", "/portcullis-elastalert-test_status/_refresh");
    return ((await logs.ask("GET", path)) as { count: number }).count;
  };
  const before = await looks();
  const again = before + names.length * rules.length;
  await until(async () => (await looks()) >= again, {
    what: "each rule to look once more",
    limitSeconds: 120,
  });
  indexed = await logs.alerts();
});

afterAll(async () => {
  await mail?.close();
  await webhook?.close();
  await logs?.dispose();
});

const fired = (scenario: string): string[] =>
  indexed
    .map(alertName)
    .filter((name) => name.startsWith(`${scenario}--`))
    .map((name) => name.slice(scenario.length + 2));

describe("ElastAlert 2", () => {
  test("is silent on normal traffic", () => expect(fired("normal")).toEqual([]));

  test.each(Object.keys(incidents))("%s: fires, once, and nothing else does", (name) => {
    expect(fired(name)).toEqual([name]);
  });

  test("says to whom it happened, how much, and what to do", () => {
    const denied = indexed.find((event) => alertName(event) === "denied-requests--denied-requests");
    expect(denied).toMatchObject({
      "event.kind": "alert",
      "event.dataset": "portcullis.alerts",
      "event.provider": "elastalert",
      "rule.id": "denied-requests",
      "portcullis.alert.severity": "high",
      "source.ip": "203.0.113.99",
    });
    // On a slow machine some of the 55 may be too old by now.
    expect(denied!.message).toMatch(
      /^One address is refused again and again \(401, 403\): 203\.0\.113\.99 \(5[0-5] in 5 minutes\)$/,
    );
    expect(denied!.message).toContain(`(${String(denied!["portcullis.alert.value"])} in`);
    expect(denied!["rule.description"]).toContain("Block the address");
  });
});

describe("rules of Kibana, asked of the same Elasticsearch", () => {
  const found = async (scenario: string): Promise<string[]> => {
    const search = (index: string, body: object): Promise<SearchAnswer> =>
      logs.ask("POST", `/${index}/_search?ignore_unavailable=true`, body) as Promise<SearchAnswer>;
    const judged = await Promise.all(
      rules.map(async (rule) => {
        const groups = await judge(search, kibanaCondition(rule, scenarioNamespace(scenario)));
        return groups.length > 0 ? [rule.name] : [];
      }),
    );
    return judged.flat();
  };

  beforeAll(async () => {
    // Five minutes of looking have passed since: the same incidents again, in streams that are still empty.
    for (const [name, make] of Object.entries(scenarios)) await logs.add(`k${name}`, make(normalTraffic()));
  });

  test("are silent on normal traffic", async () => expect(await found("knormal")).toEqual([]));

  test.each(Object.keys(incidents))("%s: its condition is met, and no other", async (name) => {
    expect(await found(`k${name}`)).toEqual([name]);
  });
});

describe("an alert arrives", () => {
  test("in the data stream, under an id of its own", () => {
    expect(indexed.map(alertName).sort()).toEqual(expected);
    expect(new Set(indexed.map((event) => event["event.id"])).size).toBe(expected.length);
  });

  test("in the journal, as a warning", async () => {
    const lines = await root(
      logs.host,
      `journalctl --unit=${elastAlertUnit} --priority=warning --output=cat --grep='^alert '`,
    );
    const told = lines
      .trim()
      .split("\n")
      .map((line) => line.split(" ")[1]!);
    expect([...new Set(told)].sort()).toEqual(expected);
  });

  test("by e-mail, over STARTTLS and with a login", () => {
    // A long header goes on in the next line (RFC 5322 section 2.2.3).
    const subjects = mail.mails.map(({ text }) => /^Subject: .*/m.exec(text.replace(/\r\n[ \t]+/g, " "))![0]);
    expect(mail.mails).toHaveLength(expected.length);
    for (const { secure, user, to } of mail.mails)
      expect([secure, user, to]).toEqual([true, account.user, ["oncall@example.test"]]);
    expect(subjects.filter((subject) => subject.includes("critical: root logged in over SSH"))).toHaveLength(
      1,
    );
  });

  test("by webhook; one that failed is tried again, without a second e-mail", () => {
    expect(webhook.refused).toBe(3);
    expect(webhook.bodies.map(alertName).sort()).toEqual(expected);
    expect(webhook.bodies[0]).toHaveProperty("text");
  });

  test("without any secret, wherever", async () => {
    const journal = await root(logs.host, `journalctl --unit=${elastAlertUnit} --output=cat`);
    const own = await logs.ask("GET", "/portcullis-elastalert-test*/_search?size=1000");
    const everything = JSON.stringify([indexed, mail.mails, webhook.bodies, journal, own]);
    const [id, key] = logs.apiKey.split(":") as [string, string];
    const encoded = Buffer.from(`${id}:${key}`).toString("base64");
    for (const secret of [key, encoded, account.password, "a-path-that-is-a-secret"])
      expect(everything).not.toContain(secret);
  });
});

describe("on its host", () => {
  test("it is confined, its secrets are root's, and in no environment or argument", async () => {
    const pid = (await root(logs.host, `systemctl show --property=MainPID --value ${elastAlertUnit}`)).trim();
    expect(await root(logs.host, `stat -c %U /proc/${pid}`)).not.toContain("root");
    expect(await root(logs.host, `grep -E 'CapEff|NoNewPrivs' /proc/${pid}/status`)).toMatch(
      /CapEff:\s+0000000000000000\nNoNewPrivs:\s+1/,
    );
    const shown = await root(
      logs.host,
      `tr '\\0' '\\n' </proc/${pid}/environ; tr '\\0' '\\n' </proc/${pid}/cmdline`,
    );
    for (const secret of [logs.apiKey.split(":")[1]!, account.password]) expect(shown).not.toContain(secret);
    expect(await root(logs.host, "stat -c '%a %U' /etc/portcullis/logging/alerts/config.yaml")).toBe(
      "600 root\n",
    );
  });

  test("a key that Elasticsearch refuses is said at once, and nothing is changed", async () => {
    await logs.withIndex({}, async (settings) => {
      const { code, stderr } = await send(logs.host, "apply", logs.bundle(names, settings, "wrong:key"));
      expect(code).not.toBe(0);
      expect(stderr).toContain("Elasticsearch refuses the API key of the alerts");
    });
    expect(await root(logs.host, "cat /etc/portcullis/logging/alerts/config.yaml")).toContain(
      "hooks.example.test",
    );
    expect(await root(logs.host, `systemctl is-active ${elastAlertUnit}`)).toBe("active\n");
  });

  test("a mail server without TLS gets neither a login nor an alert", async () => {
    const plain = await startMailServer(logs.gateway, undefined, account);
    try {
      const email: LogAlerts["email"] = {
        to: ["oncall@example.test"],
        from: "alerts@example.test",
        host: "mail.example.test",
        port: plain.port,
        ...account,
      };
      await logs.withIndex({ everySeconds: 10, email }, async (settings) => {
        await logs.add("plain", incidents["root-login"]!(normalTraffic()));
        await apply(logs.host, logs.bundle(["plain"], settings));
        const refusal = `journalctl --unit=${elastAlertUnit} --output=cat | grep -c 'email: SMTPNotSupportedError' || true`;
        await until(async () => Number(await root(logs.host, refusal)) > 0, {
          what: "the e-mail to be tried",
          limitSeconds: 60,
        });
        const otherwise = async (): Promise<boolean> =>
          (await logs.alerts()).some((event) => alertName(event) === "plain--root-login");
        await until(otherwise, { what: "the alert to be told otherwise", limitSeconds: 60 });
      });
      expect(plain.mails).toEqual([]);
    } finally {
      await plain.close();
    }
  });
});
