import { createHash } from "node:crypto";
import { differences } from "../../../../audit/drift/difference";
import { expectedOf } from "../../../../audit/drift/expected";
import { readLook } from "../../../../audit/drift/observed";
import type { Bundle } from "../../../../components/host/bundle";

const sum = (text: string): string => createHash("sha256").update(text).digest("hex");

const edge: Bundle = {
  name: "edge",
  packages: ["nginx"],
  files: [
    { path: "/etc/a", content: "a" },
    { path: "/etc/k", content: "k", secret: true, owner: "kong" },
  ],
  absent: ["/etc/default-site"],
  services: [{ unit: "nginx.service" }, { unit: "renew.timer" }],
};
const other: Bundle = {
  name: "other",
  packages: ["nginx"],
  files: [],
  services: [{ unit: "nginx.service" }],
};
const expected = expectedOf([
  { resource: "api1-edge", bundle: edge, digest: "d1" },
  { resource: "api1-other", bundle: other, digest: "d2" },
]);

/** What a host says on which nothing differs. */
const fine = [
  "clock\t1000000.0\t500.0",
  "path\t644\troot:root\tregular file\t990000.000\t990000.000\t/etc/a",
  "path\t600\tkong:kong\tregular file\t990000.000\t990000.000\t/etc/k",
  "path\t755\troot:root\tdirectory\t995000.000\t995000.000\t/etc",
  `sum\t${sum("a")}  /etc/a`,
  `sum\t${sum("k")}  /etc/k`,
  "show\tActiveState=active",
  "show\tInactiveEnterTimestampMonotonic=0",
  "show\tUnitFileState=enabled",
  "show\t",
  "show\tActiveState=active",
  "show\tInactiveEnterTimestampMonotonic=0",
  "show\tUnitFileState=static",
  "package\tnginx",
  "bundle\tedge\td1\t980000\t",
  "bundle\tother\td2\t980000\t",
  "bundle\tsomebody-elses\td3\t980000\t",
  "end",
].join("\n");

function found(text: string): unknown[] {
  return differences(expected, readLook(text, expected)).map(({ check, resource, subject, what, at }) => [
    check,
    resource,
    subject,
    what,
    ...(at === undefined ? [] : [at]),
  ]);
}

const swap = (from: string, to: string): string => {
  expect(fine).toContain(from);
  return fine.replace(from, to);
};

test("a host as it was left differs in nothing; packages and units of several bundles are asked for once", () => {
  expect(found(fine)).toEqual([]);
  expect(expected.packages.map(({ name }) => name)).toEqual(["nginx"]);
  expect(expected.units.map(({ unit }) => unit)).toEqual(["nginx.service", "renew.timer"]);
});

test.each<[string, [from: string, to: string], unknown[]]>([
  [
    "a file that is gone",
    ["path\t644\troot:root\tregular file\t990000.000\t990000.000\t/etc/a\n", ""],
    ["drift-file", "api1-edge", "/etc/a", "is gone", 995000],
  ],
  [
    "a link in a file's place",
    ["644\troot:root\tregular file", "777\troot:root\tsymbolic link"],
    ["drift-file", "api1-edge", "/etc/a", "is a symbolic link, not a file", 990000],
  ],
  [
    "another mode",
    ["path\t600\tkong:kong", "path\t4666\tkong:kong"],
    ["drift-file", "api1-edge", "/etc/k", "has mode 4666 rather than 0600", 990000],
  ],
  [
    "another owner",
    ["path\t600\tkong:kong", "path\t600\tnobody:kong"],
    ["drift-file", "api1-edge", "/etc/k", "belongs to nobody:kong rather than kong", 990000],
  ],
  [
    "a path that must be free",
    ["package\t", "path\t644\troot:root\tregular file\t1.0\t996000.0\t/etc/default-site\npackage\t"],
    ["drift-absent", "api1-edge", "/etc/default-site", "is there, though it must not be", 996000],
  ],
  [
    "a unit that stopped",
    [
      "show\tActiveState=active\nshow\tInactiveEnterTimestampMonotonic=0\nshow\tUnitFileState=enabled",
      "show\tActiveState=failed\nshow\tInactiveEnterTimestampMonotonic=400000000\nshow\tUnitFileState=enabled",
    ],
    ["drift-service", "api1-edge", "nginx.service", "does not run (failed)", 999900],
  ],
  [
    "a unit that starts no more",
    ["UnitFileState=enabled", "UnitFileState=disabled"],
    ["drift-service", "api1-edge", "nginx.service", "does not start with the host (disabled)"],
  ],
  [
    "a masked unit",
    [
      "show\tActiveState=active\nshow\tInactiveEnterTimestampMonotonic=0\nshow\tUnitFileState=static",
      "show\tActiveState=inactive\nshow\tInactiveEnterTimestampMonotonic=0\nshow\tUnitFileState=masked",
    ],
    [
      "drift-service",
      "api1-edge",
      "renew.timer",
      "does not run (inactive), does not start with the host (masked)",
    ],
  ],
  [
    "a package that went",
    ["package\tnginx", "package\tnginx-common"],
    ["drift-package", "api1-edge", "nginx", "is not installed"],
  ],
  [
    "another bundle in force",
    ["edge\td1\t980000", "edge\td9\t985000"],
    [
      "drift-bundle",
      "api1-edge",
      "edge",
      "is in force as somebody else applied it, not as the stack's state says",
      985000,
    ],
  ],
  [
    "a bundle that never came",
    ["bundle\tother\td2\t980000\t\n", ""],
    ["drift-bundle", "api1-other", "other", "is not on the host"],
  ],
  [
    "a change that was cut off",
    ["other\td2\t980000\t", "other\td2\t980000\tplacing"],
    [
      "drift-bundle",
      "api1-other",
      "other",
      "a change of it was cut off (placing), which the next one undoes first",
    ],
  ],
  [
    "a change that is under way",
    ["other\td2\t980000\t\n", "other\td2\t980000\ttrial\nbusy\n"],
    ["drift-bundle", "api1-other", "other", "a change of it is under way (trial)"],
  ],
])("%s", (_, [from, to], difference) => {
  expect(found(swap(from, to))).toEqual([difference]);
});

test.each([
  ["skipped, as its own conditions do not hold", "ConditionTimestampMonotonic=5", []],
  [
    "that was never asked to start",
    "ConditionTimestampMonotonic=0",
    [["drift-service", "api1-edge", "nginx.service", "does not run (inactive)"]],
  ],
])("a unit %s", (_, time, difference) => {
  const first = "show\tActiveState=active\n";
  const skipped = `show\tActiveState=inactive\nshow\tConditionResult=no\nshow\t${time}\n`;
  expect(found(swap(first, skipped))).toEqual(difference);
});

test("other content is dated by the content, unless its time cannot be", () => {
  const times = (modified: number, changed: number): unknown[] =>
    found(
      swap("990000.000\t990000.000\t/etc/a", `${modified}\t${changed}\t/etc/a`).replace(sum("a"), sum("b")),
    ).flat();
  expect(times(991000, 992000)).toEqual(["drift-file", "api1-edge", "/etc/a", "has other content", 991000]);
  // Older than the bundle: a file that was moved here, or whose time was set back.
  expect(times(970000, 992000).at(-1)).toBe(992000);
  expect(times(993000, 992000).at(-1)).toBe(992000);
});
