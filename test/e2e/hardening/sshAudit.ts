import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type CommandResult, type LocalClient, mustRun } from "../../../local/hosts";

const version = "3.9.0";

/** Folder with ssh-audit from PyPI; installed once, outside the repository. */
async function installed(): Promise<string> {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "portcullis");
  const folder = join(cache, `ssh-audit-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const partial = `${folder}.${process.pid}`;
  await mustRun(["python3", "-m", "pip", "install", "--quiet", "--target", partial, `ssh-audit==${version}`]);
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Audits the SSH server at an address, from a client's place in the network. */
export async function sshAudit(
  client: LocalClient,
  address: string,
  options: readonly string[],
): Promise<CommandResult> {
  const folder = await installed();
  const program = ["env", `PYTHONPATH=${folder}`, "python3", "-m", "ssh_audit.ssh_audit", "--timeout=60"];
  return client.exec([...program, "--no-colors", ...options, address], { limitSeconds: 600 });
}
