import { effectiveLevel, levelFor } from "../../policies/core/levels";

test.each([
  ["critical", "dev", "mandatory"],
  ["high", "sandbox-anna", "mandatory"],
  ["medium", "dev", "advisory"],
  ["medium", "prod", "mandatory"],
  ["low", "staging", "advisory"],
  ["low", "prod-eu", "mandatory"],
] as const)("a %s violation on %s is %s", (severity, stack, level) => {
  expect(effectiveLevel(severity, undefined, undefined, stack)).toBe(level);
});

test("the first pattern that matches decides", () => {
  const levels = [
    { stacks: "^prod-trial$", level: "disabled" as const },
    { stacks: "^prod", level: "mandatory" as const },
  ];
  expect(levelFor(levels, "prod-trial")).toBe("disabled");
  expect(levelFor(levels, "prod")).toBe("mandatory");
  expect(levelFor(levels, "dev")).toBeUndefined();
});

test("levels by stack go before the level for all stacks, save that disabled is disabled", () => {
  const levels = [{ stacks: "^prod", level: "remediate" as const }];
  expect(effectiveLevel("medium", "advisory", levels, "prod")).toBe("remediate");
  expect(effectiveLevel("medium", "advisory", levels, "dev")).toBe("advisory");
  expect(effectiveLevel("medium", "disabled", levels, "prod")).toBe("disabled");
});

test("who sets another level than the default means all stacks", () => {
  expect(effectiveLevel("low", "mandatory", undefined, "dev")).toBe("mandatory");
  expect(effectiveLevel("low", "disabled", undefined, "prod")).toBe("disabled");
  // The engine fills in the default where nothing is configured.
  expect(effectiveLevel("low", "advisory", undefined, "prod")).toBe("mandatory");
  expect(effectiveLevel("medium", "mandatory", undefined, "dev")).toBe("advisory");
});
