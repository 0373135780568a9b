import { applierCommandLine, type ApplierCommand } from "../../../components/host/applier";
import type { Bundle } from "../../../components/host/bundle";
import { renderPayload } from "../../../components/host/payload";
import { type PlatformName, platforms } from "../../../components/host/platform";
import type { CommandResult, LocalHost } from "../../../local/hosts";
import { ssh } from "../support";

/** Sends a bundle to a host as a HostBundle does, without an engine in between. */
export function send(host: LocalHost, command: ApplierCommand, bundle: Bundle): Promise<CommandResult> {
  const platform: PlatformName = host.release === "bookworm" ? "debian-12" : "debian-13";
  return ssh(host, applierCommandLine(command), { input: renderPayload(bundle, platforms[platform]) });
}
