import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { loadStackFile } from "../../components/model/environment";
import type { ResolvedEnvironment } from "../../components/model/types";
import type { Pebble } from "../../local/acme";
import type { Engine } from "../../local/engine";
import { projectRoot } from "../../local/engine/projectRoot";
import type { AddressPlan, LocalEnvironment, LocalHost } from "../../local/hosts";
import { fillIn } from "../../local/stack/configuration";
import { localStackFile } from "../../local/stack/paths";
import { type Download, serveExecutable } from "../../local/serveExecutable";
import { ensureTyk } from "../../local/tyk";
import { TestStack } from "../engine/stack";

/** The checkout's Pulumi.local.yaml on hosts that a benchmark made: the same environment as `npm start` brings up. */
export class LocalStacks {
  private constructor(
    private readonly environment: LocalEnvironment,
    private readonly plan: AddressPlan,
    private readonly pebble: Pebble,
    private readonly tyk: Download,
    private readonly names: readonly string[],
  ) {}

  /** Brings up the network, the certificate authority and the download that the stacks need. */
  static async open(environment: LocalEnvironment): Promise<LocalStacks> {
    const names = (loadStackFile(localStackFile).edge?.sites ?? []).flatMap((site) => site.names);
    const plan = await environment.bringUp();
    const pebble = await environment.startPebble({ addresses: {} });
    return new LocalStacks(
      environment,
      plan,
      pebble,
      await serveExecutable(await ensureTyk(), plan.gateway),
      names,
    );
  }

  /** Ends the download; the rest goes with the environment. */
  close(): Promise<void> {
    return this.tyk.close();
  }

  /** A freshly booted host that nothing was done to yet, and that the stack's names stand for from now on. */
  async freshHost(name: string): Promise<LocalHost> {
    const host = await this.environment.startHost({ name, release: "bookworm" });
    for (const site of this.names) await this.pebble.setAddress(site, host.address);
    return host;
  }

  /** The environment as it is on that host, checked and with its defaults filled in. */
  settings(host: LocalHost): ResolvedEnvironment {
    const folder = this.projectFolder(host);
    try {
      return loadStackFile(join(folder, `Pulumi.${TestStack.NAME}.yaml`));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** A real stack of the checkout's program that provisions that host, given to `work`. It goes with the host. */
  async use<T>(engine: Engine, host: LocalHost, work: (stack: TestStack) => Promise<T>): Promise<T> {
    const folder = this.projectFolder(host);
    try {
      return await TestStack.useUndestroyed({ engine, folder }, work);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  private projectFolder(host: LocalHost): string {
    const folder = mkdtempSync(join(tmpdir(), "portcullis-bench-"));
    const project = readFileSync(join(projectRoot(), "Pulumi.yaml"), "utf8");
    const main = relative(folder, join(projectRoot(), "program.cjs"));
    writeFileSync(join(folder, "Pulumi.yaml"), project.replace(/^main: .*$/m, `main: ${main}`));
    const [wanted] = Object.keys(loadStackFile(localStackFile).hosts);
    const facts = {
      plan: this.plan,
      hosts: [{ ...host, name: wanted! }],
      pebble: this.pebble,
      tyk: this.tyk,
    };
    const configuration = fillIn(readFileSync(localStackFile, "utf8"), facts);
    writeFileSync(join(folder, `Pulumi.${TestStack.NAME}.yaml`), configuration, { mode: 0o600 });
    return folder;
  }
}
