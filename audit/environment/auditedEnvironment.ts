import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { plannedHosts } from "../../components/environment/plannedHost";
import type { ConsumerCredentials } from "../../components/gateway/keys/credentials";
import type { LogsAccess } from "../../components/logging/elkServer";
import { loadStackFile } from "../../components/model/environment";
import type { Engine } from "../../local/engine";
import { projectRoot } from "../../local/engine/projectRoot";
import { configFile, localStackFile, rootCertificateFile } from "../../local/stack/paths";
import { localStack, stackNamed } from "../../local/stack/stack";
import { stackFileNamed } from "../../scripts/validate";
import type { AuditedEnvironment, AuditedHost } from "../model/audited";
import { deployedHosts, type StateResource, stackState } from "../stack";

/** What an audit takes of a stack's outputs. */
interface Outputs {
  addresses?: Readonly<Record<string, string>>;
  credentials?: Readonly<Record<string, ConsumerCredentials>>;
  logs?: LogsAccess;
}

/** Where a stack is described: its settings, and the folder that their file names start from. */
interface Description {
  readonly file: string;
  readonly folder: string;
  /** Roots that certificates of the sites may end at beside the system's, PEM. */
  readonly roots: readonly string[];
}

/**
 * Where a stack's settings are. Those of `local` with this machine's addresses are what `npm start` wrote.
 *
 * @throws Error where there is no such stack
 */
export function describe(stack: string): Description {
  if (stack !== localStack) {
    const folder = projectRoot();
    const file = stackFileNamed(stack, folder);
    if (!existsSync(file)) throw new Error(`there is no stack ${stack}, since there is no ${file}`);
    return { file, folder, roots: [] };
  }
  if (!existsSync(configFile)) throw new Error(`there is no stack ${stack} yet: \`npm start\` brings it up`);
  const roots = existsSync(rootCertificateFile) ? [readFileSync(rootCertificateFile, "utf8")] : [];
  return { file: configFile, folder: dirname(localStackFile), roots };
}

/**
 * What is audited of a stack: its settings with what its state says of it.
 *
 * @param stack - the stack's name
 * @param description - where its settings are
 * @param resources - its resources, secrets in plain text
 * @throws ConfigurationError where its settings have mistakes
 * @throws Error where it has a host that was never brought up
 */
export function assemble(
  stack: string,
  description: Description,
  resources: readonly StateResource[],
): AuditedEnvironment {
  const { file, folder, roots } = description;
  const settings = loadStackFile(file);
  const outputs = (resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {}) as Outputs;
  const deployed = new Map(deployedHosts(resources).map((host) => [host.name, host]));
  const hosts = plannedHosts(settings).map((plan): AuditedHost => {
    const host = deployed.get(plan.name);
    if (!host)
      throw new Error(
        `stack ${stack} has the host ${plan.name} in its settings, and not in its state: \`pulumi up\` brings it up`,
      );
    return { ...host, plan, address: outputs.addresses?.[plan.name] ?? host.ssh.host };
  });
  const { credentials = {}, logs } = outputs;
  return { stack, settings, folder, hosts, roots, credentials, ...(logs ? { logs } : {}) };
}

/**
 * Reads what is audited of a stack. It holds secrets, and is written nowhere.
 *
 * @throws ConfigurationError where its settings have mistakes
 * @throws Error where there is no such stack, or its state cannot be read
 */
export async function auditedEnvironment(engine: Engine, stack: string): Promise<AuditedEnvironment> {
  const description = describe(stack);
  // Before the engine is asked, which takes a while.
  loadStackFile(description.file);
  return assemble(stack, description, await stackState(engine, stackNamed(stack)));
}
