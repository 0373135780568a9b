import { readFileSync, writeFileSync } from "node:fs";
import { renderFirewall } from "../../../components/hardening/firewall/render";
import { resolve } from "../../../components/model/resolve";
import { mustRun } from "../../../local/hosts";
import { type LocalClient, type LocalHost, ssh, until } from "../support";
import { apply, platformOf, root } from "./shippedHost";

/** Lets the kernel log packets of network namespaces too, into the one log that it has (ip-sysctl, nf_log_all_netns). */
const setting = "/proc/sys/net/netfilter/nf_log_all_netns";

/**
 * Has a host's firewall, which lets the host's logs out, drop a packet of a client, and puts what the kernel says of it into the host's journal. On a host
 * with a kernel of its own journald does that; a container's kernel log is its machine's.
 */
export async function droppedPacket(
  host: LocalHost,
  client: LocalClient,
  port: number,
  receiver: { place: LocalClient; port: number },
): Promise<void> {
  const machine = (await ssh(host, "echo ${SSH_CONNECTION%% *}")).stdout.trim();
  const to = [`${receiver.place.address}/32`];
  const settings = resolve("firewall", { egress: [{ port: receiver.port, to }] });
  const access = { adminRanges: [`${machine}/32`], sshPort: 22, openPorts: [80, 443] };
  await apply(host, renderFirewall(settings, access, platformOf(host)));
  const before = readFileSync(setting, "utf8");
  writeFileSync(setting, "1");
  try {
    await client.exec(["curl", "--max-time", "1", `http://${host.address}:${port}/`]);
    const line = await until(
      async () =>
        (await mustRun(["dmesg", "--notime"]))
          .split("\n")
          .reverse()
          .find((one) => one.startsWith("portcullis drop in: ") && one.includes(` DPT=${port} `)),
      { limitSeconds: 20, what: "the kernel to log the packet" },
    );
    await intoJournal(host, line);
  } finally {
    writeFileSync(setting, before);
  }
}

async function intoJournal(host: LocalHost, message: string): Promise<void> {
  await root(
    host,
    [
      "command -v /lib/systemd/systemd-journal-remote >/dev/null || apt-get install -q -y --no-install-recommends systemd-journal-remote >/dev/null 2>&1",
      "journal=$(find /var/log/journal /run/log/journal -name system.journal 2>/dev/null | head -n 1)",
      `message=$(echo '${Buffer.from(message).toString("base64")}' | base64 -d)`,
      // Of this very moment: whoever follows the journal never goes back to what is older than what it has read.
      `printf '__REALTIME_TIMESTAMP=%s\n_TRANSPORT=kernel\nSYSLOG_IDENTIFIER=kernel\nPRIORITY=4\nMESSAGE=%s\n\n' "$(date +%s%6N)" "$message" |`,
      '  /lib/systemd/systemd-journal-remote --output="$(dirname "$journal")/kernel.journal" -',
      'chmod --reference="$journal" "$(dirname "$journal")/kernel.journal"; chown --reference="$journal" "$(dirname "$journal")/kernel.journal"',
    ].join("\n"),
  );
}
