import type { Rule } from "../../policies/core/rule";
import { type Example, judge, type Other, UNKNOWN } from "./rule";

const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

/** Asks for a block of public access, as a rule does that looks at relations. */
const rule: Rule = {
  id: "needs-block",
  title: "Buckets have a public access block",
  why: "test",
  mend: "add one",
  severity: "high",
  maps: { practices: ["Security audits"] },
  types: ["aws:s3/bucket:Bucket"],
  checkStack: (subject, stack) => {
    if (stack.referring(subject.resource, [BLOCK], "bucket", ["id", "bucket"]).length === 0) {
      subject.reportWhole("has no public access block");
    }
  },
};

const found = (
  properties: Record<string, unknown>,
  others: Other[],
  more: Partial<Example> = {},
): unknown => {
  const { findings, undecided } = judge(rule, { properties, others, ...more });
  return { findings: findings.map((finding) => finding.found), undecided };
};
const fine = { findings: [], undecided: [] };
const missing = { findings: ["has no public access block"], undecided: [] };

test("a resource is found that names another by a known value", () => {
  expect(found({ id: "logs-1" }, [{ type: BLOCK, properties: { bucket: "logs-1" } }])).toEqual(fine);
  expect(found({ id: UNKNOWN, bucket: "logs" }, [{ type: BLOCK, properties: { bucket: "logs" } }])).toEqual(
    fine,
  );
  expect(found({ id: "logs-1" }, [{ type: BLOCK, properties: { bucket: "other" } }])).toEqual(missing);
  expect(found({ id: "logs-1" }, [{ type: "x:y:Z", properties: { bucket: "logs-1" } }])).toEqual(missing);
});

test("what is not known yet is found by what it is computed from", () => {
  const block = { type: BLOCK, properties: { bucket: UNKNOWN } };
  expect(found({ id: UNKNOWN }, [{ ...block, computedFromThing: ["bucket"] }])).toEqual(fine);
  // What is computed from the bucket elsewhere in the resource says nothing.
  expect(found({ id: UNKNOWN }, [{ ...block, computedFromThing: ["region"] }])).toEqual({
    findings: [],
    undecided: ["bucket of other0"],
  });
});

test("one that is sure is enough, beside another that is unknown", () => {
  const unknown = { type: BLOCK, properties: { bucket: UNKNOWN } };
  expect(found({ id: "logs-1" }, [unknown, { type: BLOCK, properties: { bucket: "logs-1" } }])).toEqual(fine);
});

test("what a component gives out may be inside it", () => {
  const parent = "urn:pulumi:prod::test::example::thing";
  const inside = { type: "x:y:Component", options: { parent } };
  // The thing itself is the component here: `other0` is in it, and the block is computed from the component.
  const nested: Rule = {
    ...rule,
    checkStack: (subject, stack) => {
      const [bucket] = stack.ofType("x:y:Component");
      if (stack.referring(bucket!, [BLOCK], "bucket").length === 0) subject.reportWhole("none");
    },
  };
  const block = { type: BLOCK, properties: { bucket: UNKNOWN }, computedFromThing: ["bucket"] };
  const { findings, undecided } = judge(nested, { others: [inside, block] });
  expect({ findings, undecided }).toEqual({ findings: [], undecided: ["bucket of other1"] });
});
