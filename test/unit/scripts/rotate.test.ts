import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { announce, report } from "../../../scripts/rotate";
import { planRotation, type Rotation } from "../../../scripts/rotation/planRotation";
import { setRotations } from "../../../scripts/rotation/setRotations";

const file = `# Who may change this: ops
config:
  portcullis:environment:
    adminRanges: [203.0.113.0/24]   # the office
    hosts:
      api-1:
        address: 192.0.2.1
        platform: debian-12
        hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn
    certificates: { email: ops@example.com, challenge: dns-01-route53 }
    edge:
      sites: [{ names: [api.example.com], upstream: { url: "http://127.0.0.1:8000" } }]
    gateway:
      engine: tyk
      tyk: { binary: { url: https://example.com/tyk, sha256: "${"0".repeat(64)}" } }
      apis:
        orders: { upstreams: ['http://127.0.0.1:8080'], openApi: orders.json }
      consumers:
        dashboard: {roles: [reader], jwt: {}}   # on the wall
        # sells
        shop:
          roles:
          - writer
          jwt:
            algorithm: RS256 # their library's only one

        monitor:
          apiKey: true
          rotations: 4   # last one in May
        partner:
          jwt:
            publicKeys:
              one:
                algorithm: ES256
                pem: |
                  -----BEGIN PUBLIC KEY-----
                  MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9
                  q9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==
                  -----END PUBLIC KEY-----
    demoApi: {}
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "portcullis-rotate-"));
  writeFileSync(path.join(folder, "Pulumi.prod.yaml"), file);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Lines of `after` that `before` does not have at their place, and the other way round. */
function changed(before: string, after: string): string[] {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  return [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `-${line}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

describe("planRotation", () => {
  test("counts one consumer's rotation and leaves every other character", () => {
    const { text, counts, overlapDays } = planRotation(folder, "prod", "monitor");
    expect(text).toBe(file.replace("rotations: 4 ", "rotations: 5 "));
    expect({ counts, overlapDays }).toEqual({ counts: { monitor: 5 }, overlapDays: 7 });
    expect(readFileSync(path.join(folder, "Pulumi.prod.yaml"), "utf8")).toBe(file);
  });

  test("counts everybody's whose keys Portcullis made where nobody is named", () => {
    const { text, counts } = planRotation(folder, "prod");
    expect(counts).toEqual({ dashboard: 1, shop: 1, monitor: 5 });
    expect(changed(file, text)).toEqual([
      "-        dashboard: {roles: [reader], jwt: {}}   # on the wall",
      "-          rotations: 4   # last one in May",
      "+        dashboard: {roles: [reader], jwt: {}, rotations: 1}   # on the wall",
      "+          rotations: 1",
      "+          rotations: 5   # last one in May",
    ]);
    expect(text).toContain("only one\n          rotations: 1\n\n        monitor:");
    writeFileSync(path.join(folder, "Pulumi.prod.yaml"), text);
    expect(planRotation(folder, "prod").counts).toEqual({ dashboard: 2, shop: 2, monitor: 6 });
  });

  test.each([
    [
      "an unknown stack",
      "prd",
      undefined,
      'there is no stack prd, since there is no Pulumi.prd.yaml; did you mean "prod"?',
    ],
    [
      "an unknown consumer",
      "prod",
      "shpo",
      'Pulumi.prod.yaml: gateway.consumers has no shpo; did you mean "shop"?',
    ],
    [
      "a consumer that is like none",
      "prod",
      "toString",
      "Pulumi.prod.yaml: gateway.consumers has no toString; there are dashboard, shop, monitor",
    ],
    [
      "a consumer with keys of its own",
      "prod",
      "partner",
      "Pulumi.prod.yaml: consumer partner makes its own keys (jwt.publicKeys): Portcullis has none",
    ],
  ])("refuses %s", (_, stack, consumer, message) => {
    expect(() => planRotation(folder, stack, consumer)).toThrow(new Error(message));
  });

  test("refuses a stack without a gateway, and one whose file has mistakes", () => {
    const [head, rest] = file.split("    gateway:\n") as [string, string];
    writeFileSync(
      path.join(folder, "Pulumi.plain.yaml"),
      `${head}${rest.slice(rest.indexOf("    demoApi"))}`,
    );
    expect(() => planRotation(folder, "plain")).toThrow(
      "Pulumi.plain.yaml: the stack has no gateway, whose keys could be rotated",
    );
    writeFileSync(path.join(folder, "Pulumi.prod.yaml"), file.replace("rotations: 4", "rotations: -4"));
    expect(() => planRotation(folder, "prod")).toThrow(
      /Pulumi\.prod\.yaml:\d+:\d+ gateway\.consumers\.monitor/,
    );
  });
});

describe("setRotations", () => {
  const consumers = (text: string): string =>
    `config:\n  portcullis:environment:\n    gateway:\n      consumers:\n${text}`;

  test.each([
    [
      "a flow mapping over several lines",
      "        a: {\n          apiKey: true,\n        }\n",
      "apiKey: true, rotations: 1,\n",
    ],
    [
      "a text without a last line end",
      "        a:\n          apiKey: true",
      "          apiKey: true\n          rotations: 1",
    ],
    [
      "a PEM block at the end",
      "        a:\n          key: |\n            one\n            two\n        b: {}\n",
      "            two\n          rotations: 1\n        b: {}\n",
    ],
    [
      "merged settings",
      "        b: &b { apiKey: true }\n        a: { <<: *b }\n",
      "a: { <<: *b, rotations: 1 }\n",
    ],
  ])("edits %s", (_, text, expected) => {
    expect(setRotations(consumers(text), { a: 1 })).toContain(expected);
  });

  test.each([
    ["an alias", "        b: &b { apiKey: true }\n        a: *b\n"],
    ["an anchor that another consumer refers to", "        a: &a { apiKey: true }\n        b: *a\n"],
  ])("refuses %s, since others share it", (_, text) => {
    expect(() => setRotations(consumers(text), { a: 3 })).toThrow(
      "gateway.consumers.a shares its settings with others by YAML's aliases: set its rotations to 3 by hand, then run `pulumi up`",
    );
  });
});

describe("what is told", () => {
  const rotation: Rotation = { file: "/x/Pulumi.prod.yaml", text: "", counts: { shop: 1 }, overlapDays: 7 };
  const times = { made: "2026-01-01T00:00:00.000Z", replacedFrom: "2026-04-01T00:00:00.000Z" };
  const apiKey = { id: "shop:3", key: "hush", ...times };
  const jwt = { ...apiKey, algorithm: "HS256", audience: "a", maximumLifetime: 60 } as const;
  const before = { shop: { jwt: { ...jwt, id: "shop:1" } } };
  const after = { shop: { jwt: { ...jwt, id: "shop:2" }, apiKey }, other: { apiKey } };

  test("names keys and dates, and no secret", () => {
    expect(announce(rotation)).toBe(
      "Counted in Pulumi.prod.yaml. Pulumi makes new keys for shop, which are handed out at once; the former ones are accepted for 7 days more.",
    );
    const told = report(rotation, before, after);
    expect(told.split("\n")).toEqual([
      "shop:2 from now on (signs tokens); shop:1 is accepted until 2026-01-08T00:00:00.000Z",
      "shop:3 from now on (API key)",
    ]);
    expect(told).not.toContain("hush");
  });

  test("says that without an overlap former keys are refused", () => {
    const atOnce = { ...rotation, overlapDays: 0 };
    expect(announce(atOnce)).toMatch(/the former ones are refused from then on\.$/);
    expect(report(atOnce, before, after)).toMatch(/; shop:1 is refused$/m);
  });
});
