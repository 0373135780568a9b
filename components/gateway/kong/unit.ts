import { kongConf, logFolder, luaFolder, prefix } from "./paths";

const nginx = "/usr/local/openresty/nginx/sbin/nginx";

/** How the tool `kong` is called, and Kong is run, by where it comes from. */
export interface KongCommands {
  /** Command line in front of a subcommand of `kong`, run as the user kong. */
  kong: string;
  /** Lines of the unit's section [Service] that run Kong. */
  service: string[];
}

/**
 * Commands of an installed package.
 *
 * @param assemble - command line that makes the configuration, as the user kong, before Kong starts or reloads
 */
export function packageCommands(assemble?: string): KongCommands {
  const prepare = `/usr/local/bin/kong prepare -p ${prefix} -c ${kongConf}`;
  return {
    kong: "runuser -u kong -- /usr/local/bin/kong",
    service: [
      "User=kong",
      "Group=kong",
      ...(assemble === undefined ? [] : [`ExecStartPre=${assemble}`]),
      `ExecStartPre=${prepare}`,
      `ExecStart=${nginx} -p ${prefix} -c nginx.conf`,
      ...(assemble === undefined ? [] : [`ExecReload=${assemble}`]),
      `ExecReload=${prepare}`,
      `ExecReload=${nginx} -p ${prefix} -c nginx.conf -s reload`,
      "KillSignal=SIGQUIT",
    ],
  };
}

/**
 * Commands of a container image. It shares the host's network, since it listens on loopback alone, and nothing else.
 *
 * @param image - the image with its digest
 * @param assemble - command line that makes the configuration, as root, before Kong starts or reloads
 */
export function containerCommands(image: string, assemble?: string): KongCommands {
  const options = [
    "--pull=never",
    "--network=host",
    "--read-only",
    "--cap-drop=all",
    "--security-opt=no-new-privileges",
    "--pids-limit=1024",
    `--volume=/etc/kong:/etc/kong:ro`,
    `--volume=${luaFolder}:${luaFolder}:ro`,
    `--volume=${prefix}:${prefix}`,
    `--volume=${logFolder}:${logFolder}`,
    `--env=KONG_PREFIX=${prefix}`,
  ].join(" ");
  const user = '--user="$(id -u kong):$(id -g kong)"';
  return {
    kong: `podman run --rm ${options} ${user} ${image} kong`,
    service: [
      ...(assemble === undefined ? [] : [`ExecStartPre=${assemble}`]),
      "ExecStartPre=-/usr/bin/podman rm --force --ignore portcullis-kong",
      `ExecStart=/bin/sh -euc 'exec podman run --rm --name=portcullis-kong --log-driver=passthrough ${options} ${user.replaceAll("$", "$$$$")} ${image} kong start -c ${kongConf}'`,
      ...(assemble === undefined ? [] : [`ExecReload=${assemble}`]),
      `ExecReload=/usr/bin/podman exec portcullis-kong kong reload -c ${kongConf}`,
      "ExecStop=/usr/bin/podman stop --time=30 portcullis-kong",
    ],
  };
}

/**
 * The systemd sandbox of an installed Kong (systemd.exec(5)). LuaJIT makes code while it runs, so that
 * MemoryDenyWriteExecute cannot be set.
 */
const sandbox = [
  "ProtectSystem=strict",
  "ProtectHome=true",
  "ProtectClock=true",
  "ProtectControlGroups=true",
  "ProtectHostname=true",
  "ProtectKernelLogs=true",
  "ProtectKernelModules=true",
  "ProtectKernelTunables=true",
  "ProtectProc=invisible",
  "PrivateDevices=true",
  "PrivateTmp=true",
  "NoNewPrivileges=true",
  "LockPersonality=true",
  "RemoveIPC=true",
  "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
  "RestrictNamespaces=true",
  "RestrictRealtime=true",
  "RestrictSUIDSGID=true",
  "SystemCallArchitectures=native",
  "SystemCallFilter=@system-service",
  "CapabilityBoundingSet=",
];

/** The unit that runs Kong. A container has its sandbox from podman. */
export function renderKongUnit(commands: KongCommands, contained: boolean): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=API gateway",
    "Wants=network-online.target",
    "After=network-online.target redis-server.service",
    "",
    "[Service]",
    ...commands.service,
    "Restart=on-failure",
    "RestartSec=1s",
    "LimitNOFILE=65536",
    // kong.yml's keys are in the working folder's database, and clients' paths in the log.
    "UMask=0077",
    ...(contained
      ? []
      : [
          "StateDirectory=kong",
          "StateDirectoryMode=0700",
          "LogsDirectory=kong",
          "LogsDirectoryMode=0750",
          ...sandbox,
        ]),
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}
