import * as pulumi from "@pulumi/pulumi";
import { given } from "../../../components/provider/given";
import { PortcullisProvider } from "../../../components/provider/provider";
import { remoteComponents } from "../../../components/provider/remoteComponents";

const provider = new PortcullisProvider();
const schema = JSON.parse(provider.schema) as {
  version: string;
  types: Record<string, { description?: string; properties?: Record<string, object> }>;
  resources: Record<
    string,
    { description: string; inputProperties: Record<string, { description?: string }>; properties: object }
  >;
};
const host = {
  address: "198.51.100.7",
  platform: "debian-12",
  hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn",
  privateKey: "-----BEGIN OPENSSH PRIVATE KEY-----",
};

function construct(token: string, inputs: pulumi.Inputs): Promise<unknown> {
  return provider.construct("x", token, inputs, { dependsOn: [] });
}

test("the schema and the provider have the same components", () => {
  expect(Object.keys(schema.resources).sort()).toEqual(Object.keys(remoteComponents).sort());
});

test("every component, argument and setting of the schema is described", () => {
  const described = Object.entries(schema.resources).flatMap(([token, { description, inputProperties }]) => [
    [token, description],
    ...Object.entries(inputProperties).map(([name, one]) => [`${token} ${name}`, one.description]),
  ]);
  expect(described.filter(([, text]) => !text)).toEqual([]);
  expect(described.length).toBeGreaterThan(40);
});

test("every reference of the schema leads to a type of it", () => {
  const references = [...provider.schema.matchAll(/"\$ref": "#\/types\/([^"]+)"/g)].map(([, name]) => name!);
  expect(references.length).toBeGreaterThan(50);
  expect(references.filter((name) => !(name in schema.types))).toEqual([]);
});

test("secrets are marked: keys of hosts, passwords among settings, credentials", () => {
  const secrets = Object.entries({ ...schema.types, ...schema.resources }).flatMap(([token, one]) =>
    Object.entries({ ...one.properties, ...("inputProperties" in one ? one.inputProperties : {}) })
      .filter(([, property]) => "secret" in property)
      .map(([name]) => `${token} ${name}`),
  );
  expect(secrets).toEqual(
    expect.arrayContaining([
      "portcullis:environment:Environment sshPrivateKey",
      "portcullis:environment:Environment credentials",
      "portcullis:gateway:ApiGateway credentials",
      "portcullis:index:Host privateKey",
      "portcullis:index:GatewayRedis password",
    ]),
  );
});

test.each([
  ["portcullis:host:ExistingHost", {}, /^there is no portcullis:host:ExistingHost/],
  ["portcullis:hardening:Kernel", { host, setings: {} }, /^setings is not an argument of/],
  [
    "portcullis:hardening:Kernel",
    { host: { ...host, platform: "debian-11" } },
    /^host\.platform must be one of/,
  ],
  [
    "portcullis:hardening:Kernel",
    { host: { ...host, privateKey: undefined } },
    /^host\.privateKey is missing/,
  ],
  [
    "portcullis:hardening:Kernel",
    { host: { ...host, platform: pulumi.unknown } },
    /^host\.platform must be known in a preview/,
  ],
  ["portcullis:hardening:Kernel", { host, settings: { forwarding: "no" } }, /^settings\.forwarding must be/],
  [
    "portcullis:host:HostBundle",
    { host, bundle: { name: "x", files: [] }, trial: pulumi.secret(true) },
    /^trial must be known in a preview, and no secret/,
  ],
  [
    "portcullis:hardening:Kernel",
    { host, settings: pulumi.secret({ forwarding: true }) },
    /^settings must not be a secret/,
  ],
])("%s refuses %j", async (token, inputs, message) => {
  await expect(construct(token, inputs)).rejects.toThrow(message);
});

test("an input is awaited with all that is in it", async () => {
  const input = { a: pulumi.output([1, pulumi.secret({ b: pulumi.output("c") })]), d: null };
  expect(await given(input)).toEqual({
    value: { a: [1, { b: "c" }], d: null },
    known: true,
    secrets: [["a"]],
  });
  expect(await given({ a: pulumi.unknown })).toMatchObject({ known: false });
  expect(await given({ a: [pulumi.output(pulumi.unknown)] })).toMatchObject({ known: false });
  expect((await given({ a: { b: pulumi.secret("x") } })).secrets).toEqual([["a", "b"]]);
});
