/**
 * systemd sandbox for a web server whose master process is root (systemd.exec(5)): it reads the whole system, writes
 * its logs and run-time files alone, and gets no more privileges than it needs to bind, to drop to its own user and to
 * signal its workers. A reload runs inside it too.
 *
 * @param writable - folders that the server writes to
 * @param environment - variables of the server
 */
export function renderSandbox(writable: readonly string[], environment: readonly string[] = []): string {
  return [
    "# Managed by Portcullis.",
    "[Service]",
    ...environment.map((variable) => `Environment=${variable}`),
    "Restart=on-failure",
    "RestartSec=1s",
    "LimitNOFILE=65536",
    // A log that was not there is nobody else's to read.
    "UMask=0027",
    "ProtectSystem=strict",
    `ReadWritePaths=${writable.join(" ")}`,
    "ProtectHome=true",
    "PrivateTmp=true",
    "PrivateDevices=true",
    "ProtectClock=true",
    "ProtectControlGroups=true",
    "ProtectHostname=true",
    "ProtectKernelLogs=true",
    "ProtectKernelModules=true",
    "ProtectKernelTunables=true",
    "ProtectProc=invisible",
    "NoNewPrivileges=true",
    "LockPersonality=true",
    "MemoryDenyWriteExecute=true",
    "RemoveIPC=true",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
    "RestrictNamespaces=true",
    "RestrictRealtime=true",
    "RestrictSUIDSGID=true",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
    // The log files belong to the server's user: root needs CAP_DAC_OVERRIDE to open them.
    "CapabilityBoundingSet=CAP_NET_BIND_SERVICE CAP_SETUID CAP_SETGID CAP_CHOWN CAP_DAC_OVERRIDE CAP_KILL",
    "",
  ].join("\n");
}
