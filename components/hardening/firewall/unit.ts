import { netfilterSandbox } from "../netfilterSandbox";

/** Folder of the rules of backends that have no place of their own. */
export const folder = "/etc/portcullis/firewall";

/** Path of the unit that loads the rules at boot. */
export const firewallUnitFile = "/etc/systemd/system/portcullis-firewall.service";

// A /tmp of its own would have it wait for what comes later in the boot.
const sandbox = netfilterSandbox.filter((line) => line !== "PrivateTmp=true");

/**
 * The unit that loads the rules before any network interface is up. Stopping it leaves them in force: a host that shuts
 * down, or a mistaken `systemctl stop`, must not open up.
 */
export function firewallUnit(backend: string, load: string): string {
  return `[Unit]
Description=Firewall of Portcullis (${backend})
DefaultDependencies=no
After=local-fs.target systemd-modules-load.service
Before=network-pre.target shutdown.target
Wants=network-pre.target
Conflicts=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
${sandbox.join("\n")}
ExecStart=${load}
ExecReload=${load}

[Install]
WantedBy=sysinit.target
`;
}
