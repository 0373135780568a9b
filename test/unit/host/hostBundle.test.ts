import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../../components/host/hostBundle";
import { platforms } from "../../../components/host/platform";

// jest's own gives arrays of another realm, which Pulumi does not take for arrays.
beforeAll(() => {
  globalThis.structuredClone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
});

/** The commands of a bundle in a program with this configuration, by their resources' names. */
async function commands(config: Record<string, string>): Promise<Record<string, string>> {
  const made: Record<string, string> = {};
  pulumi.runtime.setAllConfig(config);
  await pulumi.runtime.setMocks({
    newResource: ({ type, inputs, name }) => {
      const { create } = inputs as { create: string };
      if (type === "command:remote:Command") made[name] = create;
      return { id: name, state: inputs as object };
    },
    call: () => ({}),
  });
  try {
    new HostBundle("api1-gate", {
      host: {
        connection: pulumi.output({ host: "192.0.2.1" }),
        platform: platforms["debian-12"],
        ready: [],
      },
      bundle: { name: "gate", files: [] },
    });
  } finally {
    await pulumi.runtime.disconnect();
  }
  return made;
}

test("a mark makes the command of its own bundle another one, so that it runs again", async () => {
  const plain = (await commands({}))["api1-gate-apply"]!;
  expect(await commands({ "portcullis:mend": '{"api1-edge":3}' })).toEqual({ "api1-gate-apply": plain });
  expect(await commands({ "portcullis:mend": '{"api1-gate":1}' })).toEqual({
    "api1-gate-apply": `${plain}\n# mended once`,
  });
  expect(await commands({ "portcullis:mend": '{"api1-gate":2}' })).toEqual({
    "api1-gate-apply": `${plain}\n# mended 2 times`,
  });
});

test("a mark that is none is one clear error", async () => {
  await expect(commands({ "portcullis:mend": '{"api1-gate":"yes"}' })).rejects.toThrow(
    'portcullis:mend.api1-gate must be a whole number from 1 on (got "yes")',
  );
});
