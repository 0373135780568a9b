import type { Rule } from "../../../policies/core/rule";
import { UNKNOWN } from "../rule";

const rule = (id: string, more: Partial<Rule>): Rule => ({
  id,
  title: `Title of ${id} | <b>`,
  why: "somebody gets in",
  mend: "close the door",
  severity: "high",
  maps: { practices: ["Firewalls and gateways"], pciDss4: ["1.3.1"] },
  types: ["example:index:Door"],
  check: ({ properties }) => void properties.get("nothing").exists,
  ...more,
});

/** A pack of two rules, one of which looks at what is around. */
export const rules: readonly Rule[] = [
  rule("door-locked", {
    maps: { practices: ["Firewalls and gateways", "Security audits"] },
    check: (subject) => {
      const lock = subject.properties.get("lock");
      if (!lock.exists) subject.report(lock, 'is missing: <nobody> & "nothing" keeps the door');
    },
  }),
  rule("door-watched", {
    severity: "low",
    maps: { practices: ["Monitoring and logging"], checkov: ["CKV_X_1"] },
    check: undefined,
    checkStack: (subject, stack) => {
      if (stack.referring(subject.resource, ["example:index:Camera"], "door").length === 0) {
        subject.reportWhole("has no camera");
      }
    },
  }),
  rule("window-shut", { types: ["example:index:Window"] }),
];

const urn = (type: string, name: string): string =>
  `urn:pulumi:staging::house::example:index:${type}::${name}`;

/** A secret as `pulumi stack export --show-secrets` has it. */
const lock = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: '"hush"',
};

/** What the engine wrote down of a house. */
export const resources = [
  { urn: "urn:pulumi:staging::house::pulumi:pulumi:Stack::house-staging", type: "pulumi:pulumi:Stack" },
  {
    urn: urn("Door", "front"),
    type: "example:index:Door",
    inputs: { lock },
    outputs: { id: "front-1", lock },
    sourcePosition: "project:///doors.ts#12,3",
  },
  {
    urn: urn("Door", "back|door"),
    type: "example:index:Door",
    inputs: {},
    outputs: { id: "back-1" },
    sourcePosition: "project:///../library/door.js#7,1",
  },
  {
    urn: urn("Door", "cellar"),
    type: "example:index:Door",
    inputs: { lock: UNKNOWN },
    outputs: { id: UNKNOWN, lock: UNKNOWN },
  },
  { urn: urn("Door", "attic"), type: "example:index:Door", inputs: {}, outputs: { id: "attic-1" } },
  {
    urn: urn("Camera", "camera"),
    type: "example:index:Camera",
    inputs: { door: "front-1" },
    outputs: { door: "front-1" },
  },
];

/** An output of `pulumi preview --json --show-sames`. */
export const preview = {
  config: { "house:colour": "red", "house:code": "[secret]" },
  steps: resources.map((newState) => ({ op: "create", urn: newState.urn, newState })),
  changeSummary: { create: resources.length },
};

/** Exempts the attic. */
export const configuration = {
  "door-locked": {
    exemptions: [
      { resource: "attic", reason: "nobody | gets <up> there", expires: "2999-01-01" },
      { resource: "garage", reason: "there is none any more", expires: "2999-01-01" },
    ],
  },
};
