import { defaultLevel, defaultLevels, levelFor } from "../../policies/core/levels";

test.each([
  ["critical", "dev", "mandatory"],
  ["high", "sandbox-anna", "mandatory"],
  ["medium", "dev", "advisory"],
  ["medium", "prod", "mandatory"],
  ["low", "staging", "advisory"],
  ["low", "prod-eu", "mandatory"],
] as const)("a %s violation on %s is %s", (severity, stack, level) => {
  expect(levelFor(defaultLevels(severity), stack) ?? defaultLevel(severity)).toBe(level);
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
