import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../../local/engine";
import { projectRoot } from "../../local/engine/projectRoot";

/** One thing that the engine did, or would do in a preview, to one resource. */
export interface Step {
  /** `create`, `update`, `delete`, `same`, `replace`, `create-replacement`, `delete-replaced`, `read`, … */
  op: string;
  /** The resource's type token, such as `command:remote:Command`. */
  type: string;
  /** The resource's name in the program. */
  name: string;
}

/** What one run of the engine gave. */
export interface StackRun {
  /** Exit code: 0 when all went well. */
  code: number;
  /** All that was printed, standard output and error in the order in which they came. */
  text: string;
  /** What was done to the resources, providers and the stack itself left out. */
  steps: Step[];
}

/** What a program that was run gave. */
export interface Finished {
  code: number;
  /** Standard output and error in the order in which they came. */
  text: string;
  stdout: string;
}

/** A resource in the exported state. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** How a test stack is made. */
export interface TestStackOptions {
  /** From `ensureEngine`. */
  engine: Engine;
  /** Name of the stack. Default: {@link TestStack.NAME}. */
  name?: string;
  /** JavaScript source of the program: a CommonJS module that may require what the project's node_modules holds. */
  program?: string;
  /** Instead of `program`: a folder with a Pulumi.yaml, used where it stands. */
  folder?: string;
  /** Configuration: key to value. A key without a namespace belongs to the project. */
  config?: Record<string, string>;
  /** The same for secrets. */
  secrets?: Record<string, string>;
  /** Folder of a policy pack that every run is checked with. */
  policyPack?: string;
  /** Additional environment for the engine and all that it starts. */
  env?: NodeJS.ProcessEnv;
}

interface StepEvent {
  metadata: { op: string; type: string; urn: string };
}

interface EngineEvent {
  resourcePreEvent?: StepEvent;
  resOutputsEvent?: StepEvent;
}

/**
 * A real Pulumi stack for one test: a project in a temporary folder, state in a file backend beside it, secrets
 * encrypted with a passphrase. Use {@link TestStack.use}, which destroys the stack and removes the folder also when
 * the test fails, or `create` in `beforeAll` with `dispose` in `afterAll`.
 */
export class TestStack {
  /** Name of a stack that is given none. */
  static readonly NAME = "test";

  /** Folder of the policy pack that runs are checked with from now on; undefined: they are not checked. */
  policyPack: string | undefined;

  private readonly name: string;
  private readonly temporary = mkdtempSync(join(tmpdir(), "portcullis-stack-"));
  private readonly folder: string;
  private readonly env: NodeJS.ProcessEnv;

  private constructor(private readonly options: TestStackOptions) {
    this.name = options.name ?? TestStack.NAME;
    this.policyPack = options.policyPack;
    this.folder = options.folder ?? join(this.temporary, "project");
    const state = join(this.temporary, "state");
    mkdirSync(state);
    const passphrase = join(this.temporary, "passphrase");
    writeFileSync(passphrase, "only for this test", { mode: 0o600 });
    this.env = {
      ...options.engine.env,
      ...options.env,
      // Offers --event-log.
      PULUMI_DEBUG_COMMANDS: "true",
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE_FILE: passphrase,
    };
    if (options.folder === undefined) {
      mkdirSync(this.folder);
      symlinkSync(join(projectRoot(), "node_modules"), join(this.folder, "node_modules"));
      writeFileSync(
        join(this.folder, "Pulumi.yaml"),
        "name: portcullis-test\nmain: index.js\nruntime: {name: nodejs, options: {typescript: false}}\n",
      );
      writeFileSync(join(this.folder, "package.json"), '{"private": true}');
      this.setProgram(options.program ?? "");
    }
  }

  /** Makes the stack without running anything yet. */
  static async create(options: TestStackOptions): Promise<TestStack> {
    const stack = new TestStack(options);
    try {
      await stack.expect(["stack", "init", stack.name]);
      for (const [key, value] of Object.entries(options.config ?? {})) await stack.setConfig(key, value);
      for (const [key, value] of Object.entries(options.secrets ?? {})) await stack.setSecret(key, value);
      return stack;
    } catch (error) {
      rmSync(stack.temporary, { recursive: true, force: true });
      throw error;
    }
  }

  /** Makes a stack, gives it to `work`, and disposes of it whatever happens. */
  static async use<T>(options: TestStackOptions, work: (stack: TestStack) => Promise<T>): Promise<T> {
    const stack = await TestStack.create(options);
    try {
      return await work(stack);
    } finally {
      await stack.dispose();
    }
  }

  /** The same for a stack whose hosts are thrown away as they are: it is not destroyed before. */
  static async useUndestroyed<T>(
    options: TestStackOptions,
    work: (stack: TestStack) => Promise<T>,
  ): Promise<T> {
    const stack = await TestStack.create(options);
    try {
      return await work(stack);
    } finally {
      stack.removeFiles();
    }
  }

  /** Replaces the inline program for the next run. */
  setProgram(program: string): void {
    writeFileSync(join(this.folder, "index.js"), program);
  }

  /** Sets a plain configuration value for the next run. */
  async setConfig(key: string, value: string): Promise<void> {
    await this.expect(["config", "set", "--plaintext", key, value]);
  }

  /** Sets a secret configuration value for the next run. */
  async setSecret(key: string, value: string): Promise<void> {
    await this.expect(["config", "set", "--secret", key], value);
  }

  /** `pulumi up`, without a preview before it. A failure is told by the result's `code`, not thrown. */
  up(...args: string[]): Promise<StackRun> {
    return this.operate(["up", "--yes", "--skip-preview", ...this.policy(), ...args]);
  }

  /** `pulumi preview`. */
  preview(...args: string[]): Promise<StackRun> {
    return this.operate(["preview", ...this.policy(), ...args]);
  }

  /** `pulumi refresh`. Its steps say what was found: `same`, `update`, `delete`. */
  refresh(...args: string[]): Promise<StackRun> {
    return this.operate(["refresh", "--yes", "--skip-preview", ...args]);
  }

  /** `pulumi destroy`. */
  destroy(...args: string[]): Promise<StackRun> {
    return this.operate(["destroy", "--yes", "--skip-preview", ...args]);
  }

  /** The state's resources; secrets stay encrypted. */
  async export(): Promise<StateResource[]> {
    const state = JSON.parse(await this.exportText()) as { deployment: { resources?: StateResource[] } };
    return state.deployment.resources ?? [];
  }

  /** The state as the file backend keeps it, for looking for what must not stand there in plain text. */
  exportText(): Promise<string> {
    return this.expect(["stack", "export"]);
  }

  /** The stack's outputs, secrets in plain text. */
  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.expect(["stack", "output", "--json", "--show-secrets"])) as Record<
      string,
      unknown
    >;
  }

  /** Destroys what is left of the stack and removes its folder. */
  async dispose(): Promise<void> {
    try {
      const left = (await this.export()).filter(({ type }) => type !== "pulumi:pulumi:Stack");
      if (left.length > 0) await this.destroy();
    } finally {
      this.removeFiles();
    }
  }

  private removeFiles(): void {
    rmSync(this.temporary, { recursive: true, force: true });
    if (this.options.folder) rmSync(join(this.options.folder, `Pulumi.${this.name}.yaml`), { force: true });
  }

  private policy(): string[] {
    return this.policyPack === undefined ? [] : ["--policy-pack", this.policyPack];
  }

  private async operate(args: string[]): Promise<StackRun> {
    const log = join(this.temporary, "events.jsonl");
    rmSync(log, { force: true });
    const { code, text } = await this.pulumi([...args, "--event-log", log]);
    // What a refresh finds is known at its end.
    const event = args[0] === "refresh" ? "resOutputsEvent" : "resourcePreEvent";
    const events = existsSync(log) ? readFileSync(log, "utf8").split("\n").filter(Boolean) : [];
    const steps = events
      .map((line) => (JSON.parse(line) as EngineEvent)[event]?.metadata)
      .filter((metadata) => metadata !== undefined)
      .filter(({ type }) => !/^pulumi:(pulumi|providers):/.test(type))
      .map(({ op, type, urn }) => ({ op, type, name: urn.slice(urn.lastIndexOf("::") + 2) }));
    return { code, text, steps };
  }

  private async expect(args: string[], stdin?: string): Promise<string> {
    const { code, text, stdout } = await this.pulumi(args, stdin);
    if (code !== 0) throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${text}`);
    return stdout;
  }

  private pulumi(args: string[], stdin?: string): Promise<Finished> {
    // `stack init` is the only command that names the stack otherwise.
    const stack = args[1] === "init" ? [] : ["--stack", this.name];
    return this.run(
      this.options.engine.pulumi,
      [...args, ...stack, "--non-interactive", "--color=never"],
      stdin,
    );
  }

  /** Runs a program in the project's folder, with the engine and the stack's state in reach. */
  run(program: string, args: readonly string[], stdin?: string): Promise<Finished> {
    return new Promise((resolve, reject) => {
      const child = spawn(program, args, { cwd: this.folder, env: this.env });
      const [all, stdout]: [string[], string[]] = [[], []];
      child.stdout.setEncoding("utf8").on("data", (text: string) => void (all.push(text), stdout.push(text)));
      child.stderr.setEncoding("utf8").on("data", (text: string) => all.push(text));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code: code ?? -1, text: all.join(""), stdout: stdout.join("") }));
      child.stdin.end(stdin);
    });
  }
}
