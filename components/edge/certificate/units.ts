import { renderTimer } from "../../host/timer";
import { acmeWebroot } from "../paths";

/** Where the script that the units run is put. */
export const scriptFile = "/usr/local/lib/portcullis/portcullis-certificate";

/** The system user that talks to the ACME directory; a firewall that filters what services send has to let it out. */
export const acmeUser = "portcullis-acme";

/** Folder of the user's state: account, issued certificates, challenges. */
export const acmeState = "/var/lib/portcullis-acme";

/** Folder with one file of settings a certificate. */
export const settingsFolder = "/etc/portcullis/certificates";

/** sysusers.d(5) file that makes the user. */
export function renderUser(): string {
  return `# Managed by Portcullis.\nu ${acmeUser} - "ACME client" ${acmeState}\n`;
}

/** Shell text that makes the user and its folders; nobody else reads the account and the keys. */
export function renderFolders(userFile: string): string {
  return [
    `systemd-sysusers ${userFile}`,
    `install -d -m 0755 -o ${acmeUser} -g ${acmeUser} ${acmeState} ${acmeWebroot}`,
    `install -d -m 0700 -o ${acmeUser} -g ${acmeUser} ${acmeState}/lego ${acmeState}/issued`,
  ].join("\n");
}

/**
 * A template service that takes care of the certificate which its instance names. The half that talks to the network and
 * reads what it answers runs as a user without privileges in a sandbox; a second half as root judges what it brought.
 *
 * @param command - `obtain` asks for a certificate if it is due, `renew` in any case
 * @param route53 - whether names are proved by records in Route 53, with the role of the instance, which only root may ask for
 */
export function renderService(command: "obtain" | "renew", route53: boolean): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    `Description=${command === "renew" ? "Renew" : "Keep"} the TLS certificate of %i`,
    "Wants=network-online.target",
    "After=network-online.target nginx.service apache2.service",
    "",
    "[Service]",
    "Type=oneshot",
    `User=${acmeUser}`,
    `EnvironmentFile=${settingsFolder}/%i.env`,
    ...(route53
      ? [
          "RuntimeDirectory=portcullis-certificate/%i",
          "RuntimeDirectoryMode=0700",
          `ExecStartPre=+${scriptFile} credentials %i`,
        ]
      : []),
    `ExecStart=${scriptFile} ${command} %i`,
    `ExecStartPost=+${scriptFile} deploy %i`,
    "TimeoutStartSec=10min",
    "UMask=0022",
    "ProtectSystem=strict",
    `ReadWritePaths=${acmeState}`,
    "ProtectHome=true",
    "PrivateTmp=true",
    "PrivateDevices=true",
    "PrivateUsers=true",
    "ProtectClock=true",
    "ProtectControlGroups=true",
    "ProtectHostname=true",
    "ProtectKernelLogs=true",
    "ProtectKernelModules=true",
    "ProtectKernelTunables=true",
    "ProtectProc=invisible",
    "ProcSubset=pid",
    "NoNewPrivileges=true",
    "LockPersonality=true",
    "MemoryDenyWriteExecute=true",
    "RemoveIPC=true",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK",
    "RestrictNamespaces=true",
    "RestrictRealtime=true",
    "RestrictSUIDSGID=true",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
    "SystemCallFilter=~@privileged @resources",
    // Refused, not killed: the client asks for more open files at its start, and does without.
    "SystemCallErrorNumber=EPERM",
    "CapabilityBoundingSet=",
    "",
  ].join("\n");
}

/** The template timer: four times a day, so that a failure is followed by more tries even for a certificate of six days. */
export function renderRenewal(): string {
  return renderTimer("Renew the TLS certificate of %i in time", [
    "OnCalendar=*-*-* 00/6:00:00",
    // Let's Encrypt asks clients not to come all at once.
    "RandomizedDelaySec=6h",
    "FixedRandomDelay=true",
    "Persistent=true",
  ]);
}
