import { alertDefinitions, alertRules } from "../../../../components/logging/alerts/rules";
import { dataStream } from "../../../../components/logging/events/datasets";
import { resolve } from "../../../../components/model/resolve";
import { sectionSchemas } from "../../../../components/model/sections";
import { schemasAt } from "../../../../components/model/schemaTree";

const settings = resolve("logAlerts", {});
const hosts = ["api-1", "logs-1"];

/** The values that a list of rules in the settings takes. */
function names(list: "off" | "insecureRulesOff"): string[] {
  const [schema] = schemasAt(sectionSchemas.logAlerts, [list, 0]);
  return (schema as { enum: string[] }).enum;
}

test("every rule can be switched off by its name, in exactly one of the two lists", () => {
  const switches = [...names("off"), ...names("insecureRulesOff")];
  expect(switches.sort()).toEqual(alertDefinitions.map(({ id }) => id).sort());
});

test.each(alertDefinitions.map(({ id }) => id))("%s says what happened and what to do", (id) => {
  const definition = alertDefinitions.find((one) => one.id === id)!;
  expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
  expect(definition.title.length).toBeLessThan(90);
  expect(definition.runbook.length).toBeGreaterThan(80);
});

test("names are unique, and there is one for each host where a host is what fails", () => {
  const rules = alertRules(settings, hosts);
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  expect(rules.filter(({ id }) => id === "host-silent")).toMatchObject([
    { name: "host-silent-api-1", host: "api-1", filters: [{ field: "host.name", is: "api-1" }] },
    { name: "host-silent-logs-1", host: "logs-1" },
  ]);
});

test("rules that are off are gone, and all with insecureOff", () => {
  const off = resolve("logAlerts", { off: ["latency"], insecureRulesOff: ["root-login"] });
  const gone = alertRules(settings, hosts).filter(
    ({ name }) => !alertRules(off, hosts).some((rule) => rule.name === name),
  );
  expect(gone.map(({ id }) => id)).toEqual(["latency", "root-login"]);
  expect(alertRules(resolve("logAlerts", { insecureOff: true }), hosts)).toEqual([]);
});

test("thresholds are in the units of the settings", () => {
  const changed = resolve("logAlerts", {
    thresholds: {
      serverErrors: { percent: 2, minimumRequests: 10, minutes: 3 },
      latency: { milliseconds: 250 },
      diskFull: { percent: 70 },
      shipperQueue: { mebibytes: 2 },
      updatesOverdue: { days: 7 },
      newAddressLogin: { historyDays: 14 },
    },
  });
  const rule = (id: string): object => alertRules(changed, hosts).find((one) => one.id === id)!;
  expect(rule("server-errors")).toMatchObject({
    windowMinutes: 3,
    condition: { above: 0.02, minimum: 10 },
  });
  expect(rule("latency")).toMatchObject({ condition: { field: "event.duration", above: 250_000_000 } });
  expect(rule("disk-full")).toMatchObject({ filters: [{ atLeast: 0.7 }] });
  expect(rule("shipper-queue")).toMatchObject({ filters: [{ atLeast: 2 * 1024 * 1024 }] });
  expect(rule("updates-overdue")).toMatchObject({ filters: [{ below: "now-7d" }] });
  expect(rule("new-address-login")).toMatchObject({ windowMinutes: 14 * 24 * 60 });
});

test("what lasts for days is told once a day, everything else as often as the settings say", () => {
  const often = alertRules(resolve("logAlerts", { repeatMinutes: 30 }), hosts);
  const repeat = (id: string): number => often.find((one) => one.id === id)!.repeatMinutes;
  expect(repeat("certificate-expiry")).toBe(24 * 60);
  expect(repeat("server-errors")).toBe(30);
});

test("a login that happened while nothing looked at the logs is told within a day, and once", () => {
  for (const rule of alertRules(settings, hosts).filter(({ id }) => /login/.test(id))) {
    const recent = rule.condition.kind === "newTerm" ? rule.condition.recentMinutes : rule.windowMinutes;
    expect(recent).toBe(24 * 60);
    expect(rule.repeatMinutes).toBeGreaterThanOrEqual(recent);
  }
});

test("rules look at streams of their own namespace", () => {
  for (const { dataset } of alertDefinitions)
    expect(dataStream(dataset, "prod")).toMatch(/^logs-portcullis\.[a-z]+-prod$/);
});
