import Ajv from "ajv";
import { alertsFitKibana, kibanaActions } from "../../../../components/logging/alerts/kibana/connectors";
import { renderKibanaRules } from "../../../../components/logging/alerts/kibana/rules";
import { alertRules } from "../../../../components/logging/alerts/rules";
import { resolve } from "../../../../components/model/resolve";
import { kibanaRuleSchema } from "./kibanaRuleSchema";
import { loud, password, webhook } from "./loud";

const basic = resolve("logAlerts", {});
const gold = resolve("logAlerts", loud);

const rendered = (settings = basic): ReturnType<typeof renderKibanaRules> =>
  renderKibanaRules(alertRules(settings, ["api-1"]), settings, "prod");

const find = (id: string): ReturnType<typeof rendered>[0]["body"] =>
  rendered().find(({ body }) => body.tags.includes(id))!.body;

const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(kibanaRuleSchema);

test.each(rendered(gold).map((rule) => [rule.body.tags.at(-1)!, rule] as const))(
  "%s is what Kibana's API takes",
  (_, { id, body }) => {
    valid(body);
    expect(valid.errors).toBeNull();
    // Kibana refuses ids of rules that are no UUIDs, as rules have encrypted parts.
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  },
);

test("the schema refuses what Kibana would", () => {
  const [rule] = rendered();
  const wrong = [
    { ...rule!.body, schedule: { interval: "60" } },
    { ...rule!.body, rule_type_id: ".watcher" },
    { ...rule!.body, params: {} },
    { ...rule!.body, extra: true },
  ];
  expect(wrong.map((body) => valid(body))).toEqual([false, false, false, false]);
});

test("a rule has the same id at each run, and another in another environment", () => {
  const ids = (namespace: string): string[] =>
    renderKibanaRules(alertRules(basic, ["api-1"]), basic, namespace).map(({ id }) => id);
  expect(ids("prod")).toEqual(ids("prod"));
  expect(new Set([...ids("prod"), ...ids("staging")]).size).toBe(2 * ids("prod").length);
});

test("counts are of groups, over all of the window, without the events themselves", () => {
  expect(find("denied-requests").params).toMatchObject({
    index: ["logs-portcullis.access-prod"],
    esQuery: JSON.stringify({
      query: { bool: { filter: [{ terms: { "http.response.status_code": [401, 403] } }] } },
    }),
    size: 0,
    excludeHitsFromPreviousRun: false,
    timeWindowSize: 5,
    timeWindowUnit: "m",
    groupBy: "top",
    termField: "source.ip",
    thresholdComparator: ">=",
    threshold: [50],
  });
});

test("silence is fewer than one event of a host", () => {
  expect(find("host-silent").params).toMatchObject({
    esQuery: JSON.stringify({ query: { bool: { filter: [{ term: { "host.name": "api-1" } }] } } }),
    groupBy: "all",
    thresholdComparator: "<",
    threshold: [1],
  });
});

test("a share needs enough requests, and a percentile too", () => {
  expect(find("server-errors").params).toMatchObject({
    criteria: [
      {
        metrics: [{ filter: "http.response.status_code >= 500" }, { name: "B", aggType: "count" }],
        equation: "A / B",
        comparator: ">",
        threshold: [0.05],
      },
      { metrics: [{ aggType: "count" }], comparator: ">=", threshold: [50] },
    ],
    groupBy: ["url.domain"],
  });
  expect(find("latency").params).toMatchObject({
    criteria: [{ metrics: [{ aggType: "p95", field: "event.duration" }], threshold: [1e9] }, {}],
  });
});

test("a new address is one whose logins are all of the last day", () => {
  expect(find("new-address-login").params).toMatchObject({
    criteria: [
      {
        metrics: [{ filter: '@timestamp >= "now-1440m"' }, {}],
        comparator: ">=",
        threshold: [1],
        timeSize: 30 * 24 * 60,
      },
    ],
    groupBy: ["source.ip"],
  });
});

test("every action of a rule has its connector, and every alert gets into the stream of alerts", () => {
  for (const settings of [basic, gold]) {
    const connectors = Object.keys(kibanaActions(settings, "prod")["xpack.actions.preconfigured"]);
    for (const { body } of rendered(settings))
      expect(body.actions.map(({ id }) => id).sort()).toEqual(connectors.sort());
  }
  const [{ body }] = rendered() as [ReturnType<typeof rendered>[0]];
  expect(body.actions[0]!.params).toMatchObject({
    documents: [
      {
        "event.kind": "alert",
        "data_stream.dataset": "portcullis.alerts",
        "rule.id": "server-errors",
        "url.domain": "{{alert.id}}",
      },
    ],
  });
});

test("secrets are in the connectors alone", () => {
  const connectors = JSON.stringify(kibanaActions(gold, "prod"));
  expect(connectors).toContain(`"password":"${password}"`);
  expect(connectors).toContain(webhook);
  const rules = JSON.stringify(rendered(gold));
  expect(rules).not.toMatch(/password|very-secret/);
});

test("e-mail goes by STARTTLS to a server whose certificate is checked", () => {
  expect(kibanaActions(gold, "prod")).toMatchObject({
    "xpack.actions.customHostSettings": [
      {
        url: "smtp://smtp.example.com:587",
        smtp: { requireTLS: true },
        ssl: { verificationMode: "full" },
      },
    ],
  });
});

test("the basic licence has neither e-mail nor webhooks: said at once, with what to do", () => {
  const problems = alertsFitKibana(gold, "basic");
  expect(problems.map(({ path }) => path)).toEqual([["email"], ["webhook"]]);
  expect(problems[0]!.message).toContain(
    'basic licence, which has neither e-mail nor webhooks: set engine to "elastAlert"',
  );
  expect(alertsFitKibana(gold, "gold")).toEqual([]);
  expect(alertsFitKibana(basic, "basic")).toEqual([]);
  expect(alertsFitKibana({ ...gold, engine: "elastAlert" }, "basic")).toEqual([]);
  // Without Kibana it is ElastAlert that tells.
  expect(alertsFitKibana(gold)).toEqual([]);
  expect(alertsFitKibana({ ...basic, engine: "kibana" })).toMatchObject([{ path: ["engine"] }]);
});
