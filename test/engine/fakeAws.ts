import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Engine, ensureEngine } from "../../local/engine";
import { writeLauncher } from "../../local/engine/launcher";
import { installedAt } from "../../local/engine/plugins";
import { compiledArgv, projectRoot } from "../../local/engine/projectRoot";
import { typescriptArgv } from "../e2e/support/child";
import { Cloud, type CloudResource } from "../fakes/aws/cloud";
import type { CommandBehaviour, CommandEvent } from "../fakes/command/recorder";

/** An engine whose AWS is a file. */
export interface FakeAws {
  /** For `TestStack`: fake `aws`, the stand-in for `tls`, and `command` as chosen. */
  engine: Engine;
  /** What exists in the fake cloud; change it to make drift. */
  cloud: Cloud;
  /** Puts something into the cloud that was there before the stack, such as a hosted zone or a newer image. */
  exists(resource: Omit<CloudResource, "urn">): void;
  /** What the recording `command` plugin has written down so far, oldest first. */
  commands(): CommandEvent[];
  /** How recorded commands behave from now on. */
  commandsBehave(behaviour: CommandBehaviour): void;
  /** Removes the cloud. */
  dispose(): void;
}

/**
 * Makes an engine with a fake AWS of its own.
 *
 * @param commands - `recorded`: `remote.Command` is written down and not run. `run`: it is run, by the stand-in
 */
export async function fakeAwsEngine(commands: "recorded" | "run" = "recorded"): Promise<FakeAws> {
  const engine = await ensureEngine({ plugins: "stand-in" });
  const home = join(projectRoot(), ".portcullis", "engine", `home-fake-aws-${commands}`);
  const plugin = (name: string, argv: string[]): void => writeLauncher(installedAt(home, name), argv);
  const fake = (name: string): string[] => typescriptArgv(join(__dirname, `../fakes/${name}/main.ts`));
  plugin("aws", fake("aws"));
  plugin("tls", compiledArgv("local/plugins/tls/main.ts"));
  plugin("command", commands === "run" ? compiledArgv("local/plugins/command/main.ts") : fake("command"));

  const folder = mkdtempSync(join(tmpdir(), "portcullis-fake-aws-"));
  const [record, behaviour] = [join(folder, "commands.jsonl"), join(folder, "behaviour.json")];
  writeFileSync(record, "");
  const cloud = new Cloud(join(folder, "aws.json"));
  return {
    engine: {
      ...engine,
      env: {
        ...engine.env,
        PULUMI_HOME: home,
        FAKE_AWS_STATE: cloud.file,
        FAKE_COMMAND_RECORD: record,
        FAKE_COMMAND_BEHAVIOUR: behaviour,
      },
    },
    cloud,
    exists: (resource) => cloud.change(({ resources }) => void resources.push(resource)),
    commands: () =>
      readFileSync(record, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as CommandEvent),
    commandsBehave: (wanted) => writeFileSync(behaviour, JSON.stringify(wanted)),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
