import * as pulumi from "@pulumi/pulumi";
import type { LinuxHost } from "../../../../components/host/linuxHost";
import { platforms } from "../../../../components/host/platform";
import { Elasticsearch } from "../../../../components/logging/elasticsearch/elasticsearch";
import { ElasticsearchKey } from "../../../../components/logging/elasticsearch/elasticsearchKey";
import { ElasticsearchSetup } from "../../../../components/logging/elasticsearch/elasticsearchSetup";
import type { Elasticsearch as Settings } from "../../../../components/model/types";
import { sentFiles } from "../../host/sentFiles";

interface Made {
  name: string;
  type: string;
  inputs: Record<string, unknown>;
}

const secretSignature = "4dabf18193072939515e22adb298388d";
const host: LinuxHost = {
  connection: pulumi.output({ host: "192.0.2.1" }),
  platform: platforms["debian-12"],
  ready: [],
};
const identity = { authority: "AUTHORITY\n", certificate: "CERTIFICATE\n", privateKey: "PRIVATE\n" };
const own = {
  urls: ["https://10.0.0.1:9200"],
  authority: "AUTHORITY\n",
  administratorPassword: "administrator-s-own",
};

/** Runs a program with made-up resources, and gives what it made. */
async function made(program: () => Promise<void> | void): Promise<Made[]> {
  const resources: Made[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ name, type, inputs }) => {
      resources.push({ name, type, inputs: inputs as Record<string, unknown> });
      const stdout = type === "command:remote:Command" ? '{"id": "an-id", "key": "a-key"}' : undefined;
      return {
        id: name,
        state: { ...(inputs as object), output: (inputs as { input?: unknown }).input, stdout },
      };
    },
    call: () => ({}),
  });
  await program();
  await pulumi.runtime.disconnect();
  return resources;
}

/** What an output holds, and whether it is a secret. */
async function known<T>(output: pulumi.Output<T>): Promise<{ value: T; secret: boolean }> {
  const secret = await pulumi.isSecret(output);
  return new Promise((done) => void pulumi.unsecret(output).apply((value) => done({ value, secret })));
}

const inputsOf = (resources: Made[], name: string): Record<string, unknown> =>
  resources.find((one) => one.name === name)!.inputs;

test("a node's password is random, secret, and what the second node is given", async () => {
  const nodes = [1, 2, 3].map((index) => ({ name: `logs-${index}`, address: `10.0.0.${index}` }));
  const resources = await made(async () => {
    const first = new Elasticsearch("first", { host, identity, node: "logs-1", nodes });
    const second = new Elasticsearch("second", {
      host,
      identity,
      node: "logs-2",
      nodes,
      administratorPassword: first.administratorPassword,
    });
    const password = await known(first.administratorPassword);
    expect(password.secret).toBe(true);
    expect(password.value).toMatch(/^[\w-]{43}$/);
    expect(await known(second.administratorPassword)).toEqual(password);
    expect(await known(second.url)).toEqual({ value: "https://10.0.0.2:9200", secret: false });
  });
  expect(inputsOf(resources, "first-apply").stdin).toMatchObject({
    [secretSignature]: expect.anything() as unknown,
  });
  expect(JSON.stringify(inputsOf(resources, "first-apply").create)).not.toContain("PRIVATE");
});

test("sets up nodes of the program's own, and hands out Kibana's passwords as secrets", async () => {
  const resources = await made(async () => {
    const setup = new ElasticsearchSetup("setup", { host, namespace: "prod", own });
    expect(await known(setup.urls)).toEqual({ value: own.urls, secret: false });
    for (const password of [setup.kibanaPassword, setup.kibanaAccountPassword])
      expect((await known(password)).secret).toBe(true);
  });
  const { stdin } = inputsOf(resources, "setup-apply");
  expect(stdin).toMatchObject({ [secretSignature]: expect.anything() as unknown });
  expect(sentFiles(stdin)).toContain(own.administratorPassword);
});

test("sets up a server that exists by its account, whose password policies never see", async () => {
  const existing = { url: "https://es.example:9243", user: "setup", password: "of-the-account" };
  const settings: Settings = { existing };
  const resources = await made(async () => {
    const setup = new ElasticsearchSetup("setup", { host, namespace: "prod", settings });
    expect((await known(setup.urls)).value).toEqual([existing.url]);
    expect((await known(setup.authority)).value).toBe("");
    expect((await known(setup.kibanaPassword)).value).toBe("");
  });
  const { password, ...shown } = existing;
  expect(inputsOf(resources, "setup").settings).toMatchObject({ existing: shown });
  expect(JSON.stringify(inputsOf(resources, "setup"))).not.toContain(password);
  expect(sentFiles(inputsOf(resources, "setup-apply").stdin)).toContain(password);
});

test("a key is the output of a command that names it, and nothing else", async () => {
  let first: string | undefined;
  for (const rotation of [undefined, "2026 #1"]) {
    const resources = await made(async () => {
      const key = new ElasticsearchKey("key", { host, role: "writer", holder: "api-1", rotation });
      expect(await known(key.apiKey)).toEqual({ value: "an-id:a-key", secret: true });
    });
    const { create, delete: remove, triggers, ...rest } = inputsOf(resources, "key-make");
    expect(create).toMatch(/control\.py create-key \S+ writer portcullis-writer-api-1\S*$/);
    expect(remove).toMatch(/control\.py invalidate-key \S+ portcullis-writer-api-1\S*$/);
    expect(rest).toMatchObject({ logging: "none", addPreviousOutputInEnv: false });
    expect(rest).not.toHaveProperty("environment");
    const [name] = triggers as string[];
    expect(name).not.toBe(first);
    first = name;
  }
  const unsafe = (): ElasticsearchKey =>
    new ElasticsearchKey("key", { host, role: "writer", holder: "a;reboot" });
  await made(() => expect(unsafe).toThrow(/holder must be letters, digits, dots and hyphens/));
});
