import { Judge, outcome } from "../../policies/core/judge";
import { remedied } from "../../policies/core/remediation";
import { Value } from "../../policies/core/value";
import { keepSecrets, restoreSecrets } from "../../policies/core/wire";
import { rules } from "../../policies/rules";
import { examples } from "./examples";
import { judge, resource, secret, UNKNOWN } from "./rule";

type Inputs = Record<string, unknown>;
const remediating = rules.filter(({ remediate }) => remediate);

test("volumes, metadata and public access are among what can be remediated", () => {
  expect(remediating.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      "aws-ebs-volume-encrypted",
      "aws-instance-imdsv2",
      "aws-s3-public-access-block",
      "aws-kms-rotation",
    ]),
  );
});

describe.each(remediating.map((rule) => ({ id: rule.id, rule })))("$id", ({ id, rule }) => {
  test.each(examples[id]!.fails)(
    "what fails at %s passes afterwards, and nothing else is touched",
    (_, example) => {
      const inputs = example.properties ?? {};
      const before = JSON.stringify(inputs);
      const judgement = judge(rule, example);
      const changed = remedied(judgement, inputs);
      expect(JSON.stringify(inputs)).toBe(before);
      // Where somebody has to decide, it stays a violation.
      if (changed === undefined) return;
      expect(judge(rule, { ...example, properties: changed }).findings).toEqual([]);
      const paths = judgement.findings.map(({ path }) => path.split(".")[0]!);
      const untouched = (all: Inputs): Inputs =>
        Object.fromEntries(Object.entries(all).filter(([key]) => !paths.includes(key)));
      expect(untouched(changed)).toEqual(untouched(inputs));
    },
  );
});

const rule = remediating.find(({ id }) => id === "aws-instance-imdsv2")!;
const inputs: Inputs = {
  ami: UNKNOWN,
  userData: secret("#cloud-config"),
  metadataOptions: { httpTokens: "optional", httpPutResponseHopLimit: 1 },
};

test("unknown values and secrets outlive a remediation", () => {
  const kept = keepSecrets(inputs) as Inputs;
  const judgement = judge(rule, { properties: inputs });
  const changed = restoreSecrets(remedied({ ...judgement, resource: resourceOf(kept) }, kept));
  expect(changed).toEqual({
    ...inputs,
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
  });
});

const resourceOf = (properties: Inputs): ReturnType<typeof resource> => ({
  ...resource("host", { type: rule.types[0] }),
  properties: new Value(properties),
});

test("what is exempt is left as it is", () => {
  const configuration = new Map([
    [
      rule.id,
      {
        exemptions: [{ resource: "host", reason: "old agent, until it is replaced", expires: "2026-12-31" }],
      },
    ],
  ]);
  const clock = (): Date => new Date("2026-06-01");
  const [judgement] = new Judge({ rules: [rule], stack: "prod", configuration, clock }).inputs(
    resourceOf(inputs),
  );
  expect(outcome(judgement!)).toBe("exempt");
  expect(remedied(judgement!, inputs)).toBeUndefined();
});
