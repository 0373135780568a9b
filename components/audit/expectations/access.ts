import type { PlannedHost } from "../../environment/plannedHost";
import { firewallSettings, openPorts, sshServerSettings } from "../../environment/plannedHost";
import type { Bundle } from "../../host/bundle";
import { logPorts } from "../../logging/ports";
import type { ResolvedEnvironment } from "../../model/types";
import { filesByPath, settingLines } from "./bundleFiles";
import type { Expectations } from "./expectations";

/** What `sshd -T` does not print, or prints as several values of its own. */
const notPrinted = new Set(["debianbanner", "modulifile", "persourcepenalties"]);

/** sshd_config's keywords with one value each, as `sshd -T` prints them. */
function sshSettings(text: string): Record<string, string[]> {
  return Object.fromEntries(
    [...settingLines(text, /\s+/)]
      .map(([keyword, all]): [string, string[]] => [keyword.toLowerCase(), all])
      .filter(([keyword]) => !notPrinted.has(keyword))
      // Accounts and groups are printed one a line.
      .map(([keyword, all]) => [keyword, /^allow(users|groups)$/.test(keyword) ? all[0]!.split(" ") : all]),
  );
}

/** The SSH server's settings, as their bundle has them. */
export function sshExpectations(bundles: readonly Bundle[], user: string): Pick<Expectations, "ssh"> {
  const file = filesByPath(bundles).get("/etc/ssh/sshd_config.d/00-portcullis.conf");
  return file ? { ssh: { user, settings: sshSettings(file.content) } } : {};
}

/** A node of Elasticsearch listens for others even where there are none; the firewall lets nobody there. */
function ofLogs({ logging }: ResolvedEnvironment, { role }: PlannedHost): string[] {
  return role === "logs" && logging && !logging.server.elasticsearch.existing
    ? [`${logPorts.transport}/tcp`]
    : [];
}

/** Who and what gets to a host, which only its environment knows. */
export function accessExpectations(
  environment: ResolvedEnvironment,
  plan: PlannedHost,
): Required<Pick<Expectations, "listening" | "accounts">> {
  const { extraPorts } = firewallSettings(environment, plan);
  const { allowUsers } = sshServerSettings(environment, plan);
  const tcp = [plan.sshPort, ...openPorts(environment, plan)].map((port) => `${port}/tcp`);
  return {
    listening: [
      ...new Set([
        ...tcp,
        ...extraPorts.map(({ port, protocol }) => `${port}/${protocol}`),
        ...ofLogs(environment, plan),
      ]),
    ],
    accounts: { managing: plan.user, logins: [...new Set([plan.user, ...allowUsers])] },
  };
}
