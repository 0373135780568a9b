import * as pulumi from "@pulumi/pulumi";
import { ApiGateway, type ApiGatewayArgs } from "../../../components/gateway/apiGateway";
import type { LinuxHost } from "../../../components/host/linuxHost";
import { type PlatformName, platforms } from "../../../components/host/platform";
import type { Gateway } from "../../../components/model/types";
import { demoSettings, pem } from "./kong/plan";
import { sentFiles } from "../host/sentFiles";

interface Made {
  name: string;
  type: string;
  inputs: Record<string, unknown>;
}

const tyk = { binary: { url: "https://example.com/tyk", sha256: "0".repeat(64) } };

/** The resources that a gateway makes, in order. */
async function made(
  rest: Partial<Gateway> = {},
  platform: PlatformName = "debian-12",
  orders: Parameters<typeof demoSettings>[0] = {},
  redis?: () => ApiGatewayArgs["redis"],
): Promise<Made[]> {
  const resources: Made[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ name, type, inputs }) => {
      resources.push({ name, type, inputs: inputs as Record<string, unknown> });
      const { input } = inputs as { input?: unknown };
      const keys = { privateKeyPemPkcs8: "PRIVATE", publicKeyPem: pem };
      return { id: name, state: { ...(inputs as object), ...keys, output: input } };
    },
    call: () => ({}),
  });
  const host: LinuxHost = {
    connection: pulumi.output({ host: "192.0.2.1" }),
    platform: platforms[platform],
    ready: [],
  };
  const settings = demoSettings({ openApi: "openapi.json", ...orders }, rest);
  const gateway = new ApiGateway(
    "gateway",
    { host, settings, redis: redis?.(), folder: "components/demo/assets" },
    {},
  );
  expect(gateway.url).toBe("http://127.0.0.1:8000");
  expect(gateway.front.engine).toBe(settings.engine ?? "kong");
  await pulumi.runtime.disconnect();
  return resources;
}

function stdinOf(resources: Made[], name: string): unknown {
  return resources.find((one) => one.name === name)!.inputs.stdin;
}

function payload(resources: Made[], name: string): string {
  return JSON.stringify(stdinOf(resources, name));
}

const commands = (resources: Made[]): string[] =>
  resources.filter(({ type }) => type === "command:remote:Command").map(({ name }) => name);
const secretSignature = "4dabf18193072939515e22adb298388d";

test("brings Kong, then runs it, with keys that are secret in the state", async () => {
  const resources = await made();
  expect(commands(resources)).toEqual(["gateway-source-apply", "gateway-apply"]);
  expect(payload(resources, "gateway-apply")).toContain(secretSignature);
  expect(payload(resources, "gateway-source-apply")).not.toContain(secretSignature);
});

test("runs Tyk, with a Redis and a control interface that nobody else has the secrets of", async () => {
  const resources = await made({ engine: "tyk", tyk, issuers: {} });
  expect(commands(resources)).toEqual(["gateway-apply"]);
  expect(payload(resources, "gateway-apply")).toContain(secretSignature);
  const stashes = resources.filter(({ type }) => type === "pulumi:index:Stash").map(({ name }) => name);
  expect(stashes).toEqual(expect.arrayContaining(["gateway-redis-password", "gateway-control-secret"]));
});

test("policies see the settings before anything is made, but no password", async () => {
  const redis = { host: "redis.example.com", password: "0123456789abcdef" };
  const resources = await made({ limitStore: "redis", redis });
  const [first] = resources;
  expect(first).toMatchObject({
    type: "portcullis:gateway:ApiGateway",
    inputs: { settings: { engine: "kong", limitStore: "redis" } },
  });
  expect(JSON.stringify(first)).not.toContain(redis.password);
  expect(sentFiles(stdinOf(resources, "gateway-apply"))).toContain(redis.password);
  expect(commands(resources)).not.toContain("gateway-redis-apply");
});

test("a Redis on the host comes before the gateway", async () => {
  expect(commands(await made({ limitStore: "redis" }))).toEqual([
    "gateway-source-apply",
    "gateway-redis-apply",
    "gateway-apply",
  ]);
});

test("what fetches issuers' keys comes before Kong, which reads them there", async () => {
  const issuers = { login: { issuer: "https://login.example.com", audience: "https://api.example.com" } };
  expect(commands(await made({ issuers }))).toEqual([
    "gateway-source-apply",
    "gateway-issuer-keys-apply",
    "gateway-apply",
  ]);
});

test("a mistake stops it before anything is made", async () => {
  await expect(made({ consumers: { app: {} } })).rejects.toThrow(/gateway\.consumers\.app has no credential/);
  await expect(made({ engine: "tyk" })).rejects.toThrow(/gateway\.tyk is missing/);
});

test("what its engine or its host cannot do stops it before anything is made", async () => {
  await expect(made({}, "rocky-9")).rejects.toThrow(/Rocky/i);
  const several = { rateLimit: { minute: 10, hour: 100 } };
  await expect(made({ engine: "tyk", tyk }, "debian-12", several)).rejects.toThrow(
    /tyk counts one period an operation/,
  );
});

describe("a Redis that another resource makes", () => {
  /** A component, as `AwsRedis` is: there is more to it than a gateway needs. */
  class Counts extends pulumi.ComponentResource {
    readonly host = pulumi.output(Promise.resolve("counts.example.com"));
    readonly port = pulumi.output(6380);
    readonly username = pulumi.output("shared");
    readonly password = pulumi.secret("0123456789abcdef");

    constructor() {
      super("test:index:Counts", "counts");
    }
  }

  test.each<[Partial<Gateway>]>([
    [{}],
    [{ engine: "tyk", tyk, issuers: {} }],
    [{ redis: { host: "other.example.com", password: "another-password" } }],
  ])("counts, instead of one on the host or in the settings: %j", async (rest) => {
    const resources = await made(rest, "debian-12", {}, () => new Counts());
    const stdin = stdinOf(resources, "gateway-apply");
    const files = sentFiles(stdin);
    for (const part of ["counts.example.com", "6380", "shared", "0123456789abcdef"])
      expect(files).toContain(part);
    expect(files).not.toMatch(/redis\.invalid|other\.example\.com|another-password|placeholder--/);
    expect(JSON.stringify(stdin)).toContain(secretSignature);
    expect(commands(resources)).not.toContain("gateway-redis-apply");
    expect(resources.map(({ name }) => name)).not.toContain("gateway-redis-password");
    const gateway = resources.find(({ type }) => type === "portcullis:gateway:ApiGateway");
    expect(gateway).toMatchObject({ inputs: { settings: { limitStore: "redis" } } });
    expect(JSON.stringify(gateway)).not.toContain("0123456789abcdef");
  });
});
