/**
 * Confinement of services that need no files of others and no privileges (systemd.exec(5),
 * systemd.resource-control(5)): a user that exists while they run, and TCP.
 */
export const serviceSandbox: readonly string[] = [
  "DynamicUser=true",
  "UMask=0077",
  "RestrictAddressFamilies=AF_INET AF_INET6",
  "CapabilityBoundingSet=",
  "AmbientCapabilities=",
  "DevicePolicy=closed",
  "LockPersonality=true",
  "MemoryDenyWriteExecute=true",
  "NoNewPrivileges=true",
  "PrivateDevices=true",
  "PrivateTmp=true",
  "PrivateUsers=true",
  "ProcSubset=pid",
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
  "RestrictNamespaces=true",
  "RestrictRealtime=true",
  "RestrictSUIDSGID=true",
  "SystemCallArchitectures=native",
  "SystemCallFilter=@system-service",
  "SystemCallFilter=~@privileged @resources",
  "SystemCallErrorNumber=EPERM",
];

/** {@link serviceSandbox} for services that run as root: with no capability, what belongs to others is closed to them. */
export const rootSandbox: readonly string[] = [
  ...serviceSandbox.filter((line) => line !== "DynamicUser=true" && line !== "PrivateUsers=true"),
  // ProtectSystem=strict leaves it open beside PrivateTmp or PrivateDevices (seen with systemd 252 and 257).
  "ReadOnlyPaths=/run",
];

/**
 * {@link serviceSandbox} for programs on a virtual machine that compiles while it runs, as those of Java and JavaScript
 * do, and that sizes itself by what /proc says of memory and processors.
 */
export const virtualMachineSandbox: readonly string[] = serviceSandbox.filter(
  (line) => line !== "MemoryDenyWriteExecute=true" && line !== "ProcSubset=pid",
);
