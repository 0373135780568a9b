import { readAsset } from "../../assets";
import type { Bundle } from "../../host/bundle";
import type { PlanIssuer } from "../plan";
import { serviceSandbox } from "../../host/serviceSandbox";
import { issuerKeysPort } from "./address";
import { renderConfiguration } from "./configuration";

const paths = {
  program: "/usr/local/lib/portcullis/issuer-keys/issuer_keys.py",
  configuration: "/etc/portcullis/issuer-keys/configuration.json",
  unit: "/etc/systemd/system/portcullis-issuer-keys.service",
  socket: "/etc/systemd/system/portcullis-issuer-keys.socket",
};

/** Name of the socket behind which the keys are served; what reads them starts after it. */
export const issuerKeysSocket = "portcullis-issuer-keys.socket";
const unit = "portcullis-issuer-keys.service";

/** systemd holds the port, so that a restart of the service keeps readers waiting for a moment instead of failing. */
function renderSocket(): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Keys of OAuth 2.0 issuers",
    "",
    "[Socket]",
    `ListenStream=127.0.0.1:${issuerKeysPort}`,
    "Backlog=1024",
    "",
    "[Install]",
    "WantedBy=sockets.target",
    "",
  ].join("\n");
}

function renderUnit(fetches: boolean): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Keys of OAuth 2.0 issuers",
    `Requires=${issuerKeysSocket}`,
    `After=network-online.target ${issuerKeysSocket}`,
    "Wants=network-online.target",
    "",
    "[Service]",
    `ExecStart=/usr/bin/python3 -I -u ${paths.program} ${paths.configuration} \${STATE_DIRECTORY}`,
    "Restart=on-failure",
    "RestartSec=1s",
    "StateDirectory=portcullis-issuer-keys",
    "StateDirectoryMode=0700",
    "SocketBindDeny=any",
    "TasksMax=256",
    "MemoryMax=256M",
    ...serviceSandbox,
    ...(fetches
      ? // What an issuer says must not lead to the credentials that a cloud gives its hosts.
        ["IPAddressDeny=169.254.169.254 fd00:ec2::254"]
      : ["IPAddressDeny=any", "IPAddressAllow=localhost"]),
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}

/** What a gateway's bundle needs for issuers, whichever engine reads their keys. */
export interface IssuerKeysPart {
  /** Its packages. */
  packages: string[];
  /** Its files. */
  files: Bundle["files"];
  /** Commands that judge the files. */
  validate: string[];
  /** Its units. */
  services: NonNullable<Bundle["services"]>;
  /** Checks at the end. That a server can be reached is none: one that is down must not stop a host's set-up. */
  verify: string[];
}

/**
 * Renders the service that serves the keys of each issuer at {@link issuerKeysUrl}: fixed ones, else what the server
 * publishes, looked at every minute. It takes public keys for signatures by the issuer's algorithms alone, RSA from
 * 2048 bits on (RFC 8725 sections 3.1 and 3.5), and keeps the last good ones, over restarts too.
 *
 * @param issuers - at least one
 * @throws ConfigurationError for a fixed key that is none
 */
export function renderIssuerKeys(issuers: readonly PlanIssuer[]): IssuerKeysPart {
  const fetches = issuers.some(({ publicKeys }) => publicKeys.length === 0);
  const health = `http://127.0.0.1:${issuerKeysPort}/`;
  return {
    packages: ["python3", "ca-certificates"],
    files: [
      {
        path: paths.program,
        content: readAsset("components/gateway/issuerKeys/assets/issuer_keys.py"),
        mode: "0755",
      },
      { path: paths.configuration, content: renderConfiguration(issuers) },
      { path: paths.socket, content: renderSocket() },
      { path: paths.unit, content: renderUnit(fetches) },
    ],
    validate: [`python3 -I -c 'compile(open("${paths.program}").read(), "issuer_keys.py", "exec")'`],
    services: [
      { unit: issuerKeysSocket, onChange: "restart", paths: [paths.socket] },
      { unit, onChange: "restart", paths: [paths.program, paths.configuration, paths.unit] },
    ],
    verify: [`python3 -I -c 'import urllib.request; urllib.request.urlopen("${health}", timeout=5)'`],
  };
}
