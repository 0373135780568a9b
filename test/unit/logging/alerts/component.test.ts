import * as pulumi from "@pulumi/pulumi";
import { platforms } from "../../../../components/host/platform";
import { LogAlerts } from "../../../../components/logging/alerts/logAlerts";
import type { LogAlerts as Settings } from "../../../../components/model/types";
import { loud, webhook } from "./loud";
import { sentFiles } from "../../host/sentFiles";

interface Made {
  type: string;
  inputs: Record<string, unknown>;
}

// jest's own gives arrays of another realm, which Pulumi does not take for arrays.
beforeAll(() => {
  globalThis.structuredClone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
});

/** The resources that the component makes, in order. */
async function made(settings?: Settings): Promise<Made[]> {
  const resources: Made[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, inputs, name }) => {
      resources.push({ type, inputs: inputs as Record<string, unknown> });
      return { id: name, state: inputs as object };
    },
    call: () => ({}),
  });
  new LogAlerts("alerts", {
    host: {
      connection: pulumi.output({ host: "192.0.2.1" }),
      platform: platforms["debian-12"],
      ready: [],
    },
    settings,
    elasticsearch: { urls: ["https://192.0.2.1:9200"], authority: "-----BEGIN CERTIFICATE-----" },
    apiKey: "an-id:a-key",
    namespace: "prod",
    hosts: ["api-1"],
  });
  await pulumi.runtime.disconnect();
  return resources;
}

test("policies see the settings before anything is made, but no secret", async () => {
  const [first] = await made({ ...loud, insecureRulesOff: ["root-login"] });
  expect(first).toMatchObject({
    type: "portcullis:logging:LogAlerts",
    inputs: { settings: { insecureRulesOff: ["root-login"], insecureOff: false, email: { port: 587 } } },
  });
  expect(JSON.stringify(first)).not.toContain(webhook);
});

test("the key of Elasticsearch goes to the host by standard input, secret in the state", async () => {
  const command = (await made()).find(({ type }) => type === "command:remote:Command")!;
  const { stdin, ...others } = command.inputs;
  const encoded = Buffer.from("an-id:a-key").toString("base64");
  expect(sentFiles(stdin)).toContain(encoded);
  // Pulumi's mark of a secret.
  expect(stdin).toHaveProperty("4dabf18193072939515e22adb298388d");
  expect(JSON.stringify(others)).not.toContain(encoded);
});

test("rules that are all off leave nothing on the host", async () => {
  const command = (await made({ insecureOff: true })).find(({ type }) => type === "command:remote:Command")!;
  expect(JSON.stringify(command.inputs)).not.toContain("elastalert2");
});
