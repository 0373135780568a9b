import { configSchema } from "../../policies/core/configuration";
import { Judge, outcome } from "../../policies/core/judge";
import { message } from "../../policies/core/message";
import { rules } from "../../policies/rules";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { resource, UNKNOWN } from "./rule";

const rule = rules.find(({ id }) => id === "ssh-password-login")!;
const reason = "vendor's appliance, agreed with security on 2026-03-02";
const TYPE = "portcullis:hardening:SshServer";
const door = (name: string, insecurePasswordLogin: unknown = true): ReturnType<typeof resource> =>
  resource(name, { type: TYPE, properties: { settings: { insecurePasswordLogin } } });

const judgeOn = (day: string, exemptions: object[]): Judge =>
  new Judge({
    rules: [rule],
    stack: "prod",
    configuration: new Map([[rule.id, { exemptions: exemptions as never }]]),
    clock: () => new Date(`${day}T22:30:00Z`),
  });

test.each([
  ["2026-12-31", "exempt", 0],
  ["2026-12-30", "exempt", 1],
  ["2027-01-01", "violation", -1],
  ["2025-12-30", "exempt", 366],
  ["2025-12-29", "violation", 367],
])("on %s an exemption until 2026-12-31 makes a %s, %i days left", (day, expected, daysLeft) => {
  const [judgement] = judgeOn(day, [{ resource: "door", reason, expires: "2026-12-31" }]).inputs(
    door("door"),
  );
  expect(outcome(judgement!)).toBe(expected);
  expect(judgement!.exemption!.daysLeft).toBe(daysLeft);
});

test("a violation says that its exemption expired, or reaches too far", () => {
  const text = (day: string): string => {
    const [judgement] = judgeOn(day, [{ resource: "door", reason, expires: "2026-12-31" }]).inputs(
      door("door"),
    );
    return message(judgement!, judgement!.findings[0]!);
  };
  expect(text("2027-02-01")).toContain(`the exemption expired on 2026-12-31 and no longer counts: ${reason}`);
  expect(text("2025-02-01")).toContain("2026-12-31 is more than a year ahead");
});

test.each([
  ["door", true],
  ["do*", true],
  ["*::door", true],
  ["urn:pulumi:prod::test::example::door", true],
  ["doo", false],
  ["d.*r", false],
  ["doorway", false],
])("the pattern %s names the resource: %s", (pattern, named) => {
  const judge = judgeOn("2026-06-01", [{ resource: pattern, reason, expires: "2026-12-31" }]);
  expect(outcome(judge.inputs(door("door"))[0]!)).toBe(named ? "exempt" : "violation");
});

test("a valid exemption counts beside an expired one", () => {
  const judge = judgeOn("2026-06-01", [
    { resource: "d*", reason, expires: "2026-01-01" },
    { resource: "door", reason, expires: "2026-12-31" },
  ]);
  expect(outcome(judge.inputs(door("door"))[0]!)).toBe("exempt");
});

test("what no resource needs is told, and what is not decided yet is not taken for that", () => {
  const exemptions = ["door", "open-question", "mended", "gone"].map((name) => ({
    resource: name,
    reason,
    expires: "2026-12-31",
  }));
  const judge = judgeOn("2026-06-01", exemptions);
  judge.inputs(door("door"));
  judge.inputs(door("open-question", UNKNOWN));
  judge.inputs(door("mended", false));
  expect(judge.unusedExemptions().map(({ exemption }) => exemption.resource)).toEqual(["mended", "gone"]);
});

test("the schema asks for resource, reason and date", () => {
  const validate = addFormats(new Ajv({ strict: true })).compile({ type: "object", ...configSchema(rule) });
  const valid = (exemption: object): boolean =>
    validate({ exemptions: [{ resource: "door", reason, expires: "2026-12-31", ...exemption }] });
  expect(valid({})).toBe(true);
  for (const wrong of [
    { reason: "because" },
    { reason: undefined },
    { resource: "*" },
    { resource: "**" },
    { expires: "2026-02-31" },
    { expires: "never" },
    { rule: "x" },
  ]) {
    expect(valid(wrong)).toBe(false);
  }
});
