import type { HostDrift } from "../../../audit/drift";
import { mendCount } from "../../../components/model/mendMarks";
import { readArguments } from "../../../scripts/drift/arguments";
import { report, statusOf } from "../../../scripts/drift/report";
import { countedUp, setMarks } from "../../../scripts/drift/setMarks";

const file = `# ours
config:
  portcullis:environment:
    adminRanges: [203.0.113.0/24]   # the office
encryptionsalt: v1:x
`;

describe("marks in a stack's file", () => {
  test("stand behind its other settings, and are counted up where they are", () => {
    const once = setMarks(file, countedUp(file, ["api1-edge", "api1-kernel"]));
    expect(once).toBe(`# ours
config:
  portcullis:environment:
    adminRanges: [203.0.113.0/24]   # the office
  portcullis:mend: { api1-edge: 1, api1-kernel: 1 }
encryptionsalt: v1:x
`);
    expect(setMarks(once, countedUp(once, ["api1-edge", "api2-edge"]))).toContain(
      "{ api1-edge: 2, api1-kernel: 1, api2-edge: 1 }",
    );
  });

  test("that Pulumi wrote itself, a line each, are kept so", () => {
    const own = "config:\n  portcullis:mend:\n    api1-edge: 9 # May\n  other: 1\n";
    expect(setMarks(own, countedUp(own, ["api1-edge", "api1-kernel"]))).toBe(
      "config:\n  portcullis:mend:\n    api1-edge: 10 # May\n    api1-kernel: 1\n  other: 1\n",
    );
  });

  test("come into a file without settings", () => {
    expect(setMarks("encryptionsalt: v1:x\n", { "a b": 1 })).toBe(
      'encryptionsalt: v1:x\nconfig:\n  portcullis:mend: { "a b": 1 }\n',
    );
    expect(setMarks("config:\n  portcullis:mend: {}\n", { a: 1 })).toBe(
      "config:\n  portcullis:mend: { a: 1 }\n",
    );
    expect(setMarks("", { a: 1 })).toBe("config:\n  portcullis:mend: { a: 1 }\n");
  });

  test.each(["config: {}\n", "config:\n"])("of %j are set by hand", (text) => {
    expect(() => setMarks(text, { a: 1 })).toThrow(`pulumi config set --path 'portcullis:mend["a"]' 1`);
  });

  test("that are none are refused", () => {
    const wrong = "config:\n  portcullis:mend: { a: many }\n";
    expect(() => countedUp(wrong, ["a"])).toThrow(
      'portcullis:mend.a must be a whole number from 1 on (got "many")',
    );
    expect(() => mendCount([], "a")).toThrow("portcullis:mend must name bundles");
    expect(mendCount(undefined, "a")).toBe(0);
    expect(mendCount({ b: 1 }, "constructor")).toBe(0);
  });
});

test("the command line names one stack", () => {
  expect(readArguments(["prod", "--mend"])).toEqual({ stack: "prod", mend: true, json: false });
  expect(() => readArguments([])).toThrow(/^Name one stack:\nnpm run drift/);
  expect(() => readArguments(["prod", "--mned"])).toThrow(/--mned/);
});

const good: HostDrift = {
  host: "api1",
  resources: [],
  results: [
    { check: "drift-bundle", status: "pass", evidence: "2 bundles are in force as the state says" },
    { check: "drift-file", status: "pass", evidence: "9 files are as they were brought" },
  ],
};
const bad: HostDrift = {
  host: "api2",
  resources: ["api2-edge"],
  results: [
    { check: "drift-file", subject: "/etc/a", status: "fail", evidence: "is gone: yesterday, by ada" },
  ],
};
const blind: HostDrift = {
  host: "api3",
  resources: [],
  results: [{ check: "drift-file", status: "unknown", evidence: "admin@192.0.2.3: no connection" }],
  problem: "admin@192.0.2.3: no connection",
};

test("a report has a line a host without differences, and a line a difference", () => {
  expect(report("prod", [good, bad, blind]))
    .toBe(`api1 ✓ 2 bundles are in force as the state says, 9 files are as they were brought
api2
  ✗ /etc/a is gone: yesterday, by ada
api3 could not be looked at: admin@192.0.2.3: no connection

prod: 1 difference, 1 of 3 hosts not looked at`);
});

test("the exit status says most of all whether all was looked at", () => {
  expect([[good], [good, bad], [bad, blind]].map(statusOf)).toEqual([0, 1, 2]);
});
