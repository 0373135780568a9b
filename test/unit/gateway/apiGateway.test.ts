import * as pulumi from "@pulumi/pulumi";
import { ApiGateway } from "../../../components/gateway/apiGateway";
import type { LinuxHost } from "../../../components/host/linuxHost";
import { platforms } from "../../../components/host/platform";
import { demoSecrets, demoSettings } from "./kong/plan";

interface Made {
  name: string;
  type: string;
  inputs: Record<string, unknown>;
}

/** The resources that a gateway makes, in order. */
async function made(settings: Parameters<typeof demoSettings>): Promise<Made[]> {
  const resources: Made[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ name, type, inputs }) => {
      resources.push({ name, type, inputs: inputs as Record<string, unknown> });
      return { id: name, state: inputs as object };
    },
    call: () => ({}),
  });
  const host: LinuxHost = {
    connection: pulumi.output({ host: "192.0.2.1" }),
    platform: platforms["debian-12"],
    ready: [],
  };
  const gateway = new ApiGateway(
    "gateway",
    {
      host,
      settings: demoSettings({ openApi: "openapi.json" }, settings[1]),
      secrets: demoSecrets,
      folder: "components/demo/assets",
    },
    {},
  );
  expect(gateway.url).toBe("http://127.0.0.1:8000");
  await pulumi.runtime.disconnect();
  return resources;
}

function payload(resources: Made[], name: string): string {
  return JSON.stringify(resources.find((one) => one.name === name)!.inputs.stdin);
}

test("brings Kong, then runs it, with keys that are secret in the state", async () => {
  const resources = await made([]);
  const commands = resources.filter(({ type }) => type === "command:remote:Command").map(({ name }) => name);
  expect(commands).toEqual(["gateway-source-apply", "gateway-apply"]);
  const secretSignature = "4dabf18193072939515e22adb298388d";
  expect(payload(resources, "gateway-apply")).toContain(secretSignature);
  expect(payload(resources, "gateway-source-apply")).not.toContain(secretSignature);
});

test("policies see the settings before anything is made, but no password", async () => {
  const redis = { host: "redis.example.com", password: "0123456789abcdef" };
  const resources = await made([{}, { limitStore: "redis", redis }]);
  const [first] = resources;
  expect(first).toMatchObject({
    type: "portcullis:gateway:ApiGateway",
    inputs: { settings: { engine: "kong", limitStore: "redis" } },
  });
  expect(JSON.stringify(first)).not.toContain(redis.password);
  expect(payload(resources, "gateway-apply")).toContain(redis.password);
  expect(resources.map(({ name }) => name)).not.toContain("gateway-redis-apply");
});

test("a Redis on the host comes before the gateway", async () => {
  const resources = await made([{}, { limitStore: "redis" }]);
  const names = resources.map(({ name }) => name);
  expect(names).toContain("gateway-redis-apply");
});

test("a mistake stops it before anything is made", async () => {
  await expect(made([{}, { consumers: { app: {} } }])).rejects.toThrow(
    /gateway\.consumers\.app has no credential/,
  );
  await expect(made([{}, { engine: "tyk" }])).rejects.toThrow(/gateway\.engine must be "kong"/);
});
