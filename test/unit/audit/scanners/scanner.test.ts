import type { AuditedEnvironment } from "../../../../audit/model/audited";
import { scanners } from "../../../../audit/scanners";
import { falseFindings } from "../../../../audit/scanners/falseFindings";
import type { Installation } from "../../../../audit/scanners/install/installation";
import { fileName, makeScanner, type Scanned } from "../../../../audit/scanners/scanner";

const installation = (version?: string): Installation => ({
  byHand: "apt-get install it",
  version: () => Promise.resolve(version),
  install: () => Promise.resolve(),
});
const scanner = (labels: string[], version?: string) =>
  makeScanner({
    name: "It",
    key: "it",
    about: "things",
    installation: installation(version),
    targets: () => labels.map((label) => ({ label })),
    otherwise: "There is nothing",
    scan: ({ label }): Promise<Scanned> =>
      label === "bad"
        ? Promise.reject(new Error("no route"))
        : Promise.resolve({ figures: { a: 1 }, findings: [] }),
  });
const run = (...args: Parameters<typeof scanner>) => scanner(...args).run({} as AuditedEnvironment, "/none");

describe("a scanner", () => {
  test("one that fails at a target says why, and goes on to the next", async () => {
    expect(await run(["bad", "good"], "1.0")).toEqual([
      {
        scanner: "It",
        target: "bad",
        version: "1.0",
        outcome: "failed",
        reason: "no route",
        figures: {},
        findings: [],
      },
      { scanner: "It", target: "good", version: "1.0", outcome: "ran", figures: { a: 1 }, findings: [] },
    ]);
  });

  test("one that is not installed says what to type", async () => {
    expect(await run(["good"])).toMatchObject([
      { outcome: "missing", reason: expect.stringContaining("apt-get install it") as string },
    ]);
  });

  test("one without anything to look at says so", async () => {
    expect(await run([])).toMatchObject([{ outcome: "inapplicable", reason: "There is nothing" }]);
  });

  test("names of files hold nothing that a folder could", () => {
    expect(fileName("../a b:443", "json")).toBe(".._a_b_443.json");
  });
});

describe("false findings", () => {
  test("each is of a scanner of ours, said once, with a reason", () => {
    const names = falseFindings.map(({ scanner, rule }) => `${scanner}/${rule}`);
    expect(names).toEqual([...new Set(names)]);
    for (const { scanner, reason } of falseFindings) {
      expect(scanners.map(({ name }) => name)).toContain(scanner);
      expect(reason.length).toBeGreaterThan(40);
    }
  });

  test("each is looked at anew: none has expired, and none is put off for more than 400 days", () => {
    const days = (until: string): number => (Date.parse(until) - Date.now()) / 86_400_000;
    for (const { scanner, rule, until } of falseFindings) {
      expect({ scanner, rule, until, left: days(until) > 0 && days(until) < 400 }).toMatchObject({
        left: true,
      });
    }
  });
});
