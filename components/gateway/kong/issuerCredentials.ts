import { readAsset } from "../../assets";
import type { BundleFile, BundleService } from "../../host/bundle";
import { renderTimer } from "../../host/timer";
import { issuerKeysUrl } from "../issuerKeys/address";
import type { GatewayPlan } from "../plan";
import { kongAssembled, kongBase, kongConf, kongUnit, prefix } from "./paths";
import { issuerConsumer } from "./plugins";

/**
 * Kong fetches no keys. A service on the host reads the issuers' JWK sets every minute and turns them into credentials;
 * whenever Kong starts or reloads, they are put into its configuration. So the configuration that is managed stays as
 * it was written, and one that is taken back takes nothing of the keys along.
 */

const folder = "/usr/local/lib/portcullis/kong-issuers";
const fetchScript = `${folder}/fetch.py`;
const assembleScript = `${folder}/assemble.py`;
const takeScript = `${folder}/take.sh`;
const issuersFile = "/etc/kong/issuers.json";
const state = "/var/lib/portcullis-kong-issuers";
const fetchedFile = `${state}/fetched.json`;
const credentialsFile = `${state}/credentials.json`;
const judgedFile = `${prefix}/judged.json`;
const python = "/usr/bin/python3 -I";
const asKong = "/usr/sbin/runuser -u kong --";
const service = "portcullis-kong-issuers.service";
const timer = "portcullis-kong-issuers.timer";

/** Whether an issuer's keys have to be fetched. */
export function fetchesKeys({ issuers }: GatewayPlan): boolean {
  return issuers.some(({ publicKeys }) => publicKeys.length === 0);
}

/** Command line, for the user kong, that puts the fetched keys into Kong's configuration. */
export const assembleCommand = `${python} ${assembleScript} ${kongBase} ${issuersFile} ${credentialsFile} ${kongAssembled}`;

/** The same for root. */
export const assembleAsRootCommand = `${asKong} ${assembleCommand}`;

function judge(credentials: string, kong: string): string[] {
  return [
    `${asKong} ${python} ${assembleScript} ${kongBase} ${issuersFile} ${credentials} ${judgedFile}`,
    `${kong} config parse ${judgedFile} -c ${kongConf}`,
  ];
}

/** Shell text that has Kong judge the managed configuration together with the keys that were fetched last. */
export function judgeCommand(kong: string): string {
  return [`install -d -o kong -g kong -m 0700 ${prefix}`, ...judge(credentialsFile, kong)].join(" && ");
}

function renderIssuers({ issuers }: GatewayPlan): string {
  const fetched = issuers.filter(({ publicKeys }) => publicKeys.length === 0);
  const entries = fetched.map(({ name, issuer, algorithms }) => [
    issuerConsumer(name),
    { issuer, url: issuerKeysUrl(name), algorithms },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}

function renderTake(kong: string): string {
  const [assemble, parse] = judge(fetchedFile, kong);
  return [
    "#!/bin/sh",
    "# Puts keys that were fetched into force: Kong judges them first, and reloads only where they change anything.",
    "set -eu",
    "changed=",
    assemble,
    `if ! cmp -s ${judgedFile} ${kongAssembled}; then`,
    "  changed=1",
    `  ${parse}`,
    "fi",
    `${asKong} mv ${fetchedFile} ${credentialsFile}`,
    `if [ -n "$changed" ]; then systemctl try-reload-or-restart ${kongUnit}; fi`,
    "",
  ].join("\n");
}

/** The unit reads over loopback alone; what is root's to do comes after that, and sees nothing of the network's. */
function renderService(): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Keys of the API gateway's issuers",
    "",
    "[Service]",
    "Type=oneshot",
    "User=kong",
    "Group=kong",
    "UMask=0077",
    "StateDirectory=portcullis-kong-issuers",
    "StateDirectoryMode=0700",
    `ExecStart=${python} ${fetchScript} ${issuersFile} ${credentialsFile} ${fetchedFile}`,
    `ExecStartPost=+/bin/sh ${takeScript}`,
    "TimeoutStartSec=5min",
    "IPAddressDeny=any",
    "IPAddressAllow=localhost",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
    "NoNewPrivileges=true",
    "PrivateDevices=true",
    "PrivateTmp=true",
    "ProtectClock=true",
    "ProtectControlGroups=true",
    "ProtectHome=true",
    "ProtectHostname=true",
    "ProtectKernelLogs=true",
    "ProtectKernelModules=true",
    "ProtectKernelTunables=true",
    "ProtectProc=invisible",
    "ProtectSystem=strict",
    "RemoveIPC=true",
    "LockPersonality=true",
    "MemoryDenyWriteExecute=true",
    "RestrictNamespaces=true",
    "RestrictRealtime=true",
    "RestrictSUIDSGID=true",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
    "CapabilityBoundingSet=",
    "",
  ].join("\n");
}

/** From the end of a run on, so that a slow one is not followed at once by the next. */
const everyMinute = ["OnActiveSec=1min", "OnUnitInactiveSec=1min", "AccuracySec=5s"];

/** What fetched keys add to the bundle that runs Kong. */
export interface IssuerCredentialsParts {
  packages: string[];
  files: BundleFile[];
  /** Shell text that fetches the keys and puts them into force; before Kong itself is started or reloaded. */
  fetch: string;
  services: BundleService[];
  /** Files on which Kong's own configuration depends. */
  configuration: string[];
}

/**
 * Renders the service that fetches keys.
 *
 * @param plan - whose issuers' keys are fetched
 * @param kong - command line in front of a subcommand of `kong`
 */
export function renderIssuerCredentials(plan: GatewayPlan, kong: string): IssuerCredentialsParts {
  const asset = (name: string): string => readAsset(`components/gateway/kong/assets/issuers/${name}`);
  return {
    packages: ["python3"],
    files: [
      { path: issuersFile, content: renderIssuers(plan) },
      { path: fetchScript, content: asset("fetch.py") },
      { path: assembleScript, content: asset("assemble.py") },
      { path: takeScript, content: renderTake(kong) },
      { path: `/etc/systemd/system/${service}`, content: renderService() },
      {
        path: `/etc/systemd/system/${timer}`,
        content: renderTimer("Reads the keys of the API gateway's issuers every minute", everyMinute),
      },
    ],
    fetch: `systemctl start ${service}`,
    services: [{ unit: timer, onChange: "restart", paths: [`/etc/systemd/system/${timer}`] }],
    configuration: [issuersFile, assembleScript],
  };
}
