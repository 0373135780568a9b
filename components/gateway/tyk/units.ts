import { issuerKeysSocket } from "../issuerKeys/render";
import { serviceSandbox } from "../../host/serviceSandbox";
import { paths } from "./paths";

/** Name of the gateway's unit. */
export const tykUnit = "portcullis-tyk.service";
/** Name of the unit that writes the credentials into Redis. */
export const credentialsUnit = "portcullis-tyk-credentials.service";
/** Name of the unit that keeps the counts of calls short. */
export const countsUnit = "portcullis-tyk-counts.service";

/** Addresses that a unit may talk to: loopback alone, or any where something else is needed. */
function network(loopbackOnly: boolean): string[] {
  return loopbackOnly ? ["IPAddressDeny=any", "IPAddressAllow=localhost"] : [];
}

/**
 * The gateway's unit. Its configuration holds secrets and stays root's: systemd hands a copy to the process alone.
 *
 * @param binary - path of the gateway's executable
 * @param loopbackOnly - whether all upstreams, and Redis, are on the host itself
 * @param local - whether Redis is
 * @param issuers - whether keys of issuers are needed
 */
export function renderTykUnit(
  binary: string,
  loopbackOnly: boolean,
  local: boolean,
  issuers: boolean,
): string {
  const after = [
    "network-online.target",
    ...(local ? ["redis-server.service"] : []),
    credentialsUnit,
    ...(issuers ? [issuerKeysSocket] : []),
  ];
  const wants = ["network-online.target", credentialsUnit, ...(issuers ? [issuerKeysSocket] : [])];
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=API gateway",
    `After=${after.join(" ")}`,
    `Wants=${wants.join(" ")}`,
    "",
    "[Service]",
    `LoadCredential=tyk.conf:${paths.configuration}`,
    "RuntimeDirectory=portcullis-tyk",
    "RuntimeDirectoryMode=0700",
    "WorkingDirectory=/run/portcullis-tyk",
    `ExecStart=${binary} --conf=\${CREDENTIALS_DIRECTORY}/tyk.conf`,
    // As root: a credential is the main process's alone.
    `ExecReload=+/usr/bin/python3 -I ${paths.control} reload ${paths.configuration}`,
    "Restart=on-failure",
    "RestartSec=1s",
    "LimitNOFILE=80000",
    "TasksMax=4096",
    "MemoryMax=2G",
    ...serviceSandbox,
    ...network(loopbackOnly),
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}

/**
 * The unit that writes the credentials into Redis: whenever they change, and whenever Redis has started, which may
 * have lost them.
 */
export function renderCredentialsUnit(local: boolean): string {
  const before = local
    ? ["Requires=redis-server.service", "After=redis-server.service", "PartOf=redis-server.service"]
    : [];
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Credentials of the API gateway's consumers",
    ...before,
    "",
    "[Service]",
    "Type=oneshot",
    "RemainAfterExit=true",
    `LoadCredential=tyk.conf:${paths.configuration}`,
    `LoadCredential=credentials.json:${paths.credentials}`,
    `ExecStart=/usr/bin/python3 -I ${paths.control} credentials \${CREDENTIALS_DIRECTORY}/tyk.conf \${CREDENTIALS_DIRECTORY}/credentials.json`,
    ...serviceSandbox,
    ...network(local),
    "",
    "[Install]",
    `WantedBy=multi-user.target${local ? " redis-server.service" : ""}`,
    "",
  ].join("\n");
}

/**
 * The unit that keeps the counts of calls short. Tyk's limiter remembers every call of a period, refused ones too, and
 * reads them all to count the next: a caller that does not stop would bring the gateway to a halt for everybody.
 *
 * @param keep - how many calls to remember of each caller
 * @param local - whether Redis is on the host itself
 */
export function renderCountsUnit(keep: number, local: boolean): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Counts of the API gateway's calls",
    ...(local ? ["After=redis-server.service"] : []),
    // It has to come back however long Redis is away.
    "StartLimitIntervalSec=0",
    "",
    "[Service]",
    `LoadCredential=tyk.conf:${paths.configuration}`,
    `ExecStart=/usr/bin/python3 -I -u ${paths.control} trim \${CREDENTIALS_DIRECTORY}/tyk.conf ${keep}`,
    "Restart=always",
    "RestartSec=5s",
    "TasksMax=8",
    "MemoryMax=128M",
    ...serviceSandbox,
    ...network(local),
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}
