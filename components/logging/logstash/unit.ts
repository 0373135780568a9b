import { virtualMachineSandbox } from "../../host/serviceSandbox";
import type { ResolvedLogstash } from "../../model/types";
import { paths } from "./paths";

/** File that the heap's size is written to before each start. */
const heapFile = "/run/portcullis-logstash/heap";

/**
 * Lines that give the virtual machine its heap: `LS_JAVA_OPTS` comes behind the package's own jvm.options, and wins.
 * Both sizes are the same, so that memory is asked for once (documentation of Logstash, "JVM settings").
 */
function heap({ heapMegabytes }: ResolvedLogstash): string[] {
  if (heapMegabytes !== undefined)
    return [`Environment="LS_JAVA_OPTS=-Xms${heapMegabytes}m -Xmx${heapMegabytes}m"`];
  const eighth = [
    'm=$(( $(sed -n "s/^MemTotal: *\\([0-9]*\\) kB/\\1/p" /proc/meminfo) / 8192 ))',
    '[ "$m" -ge 512 ] || m=512',
    '[ "$m" -le 4096 ] || m=4096',
    `echo "LS_JAVA_OPTS=-Xms\${m}m -Xmx\${m}m" >${heapFile}`,
  ].join("; ");
  return [
    // As root, whose /proc is whole.
    `ExecStartPre=+/bin/sh -euc '${eighth.replaceAll("$", "$$$$").replaceAll("\\", "\\\\")}'`,
    `EnvironmentFile=-${heapFile}`,
  ];
}

/** The lines of section [Service] that hand the process its credentials: configuration with secrets, keys. */
export function loadCredentials(names: readonly string[]): string[] {
  return names.map((name) => `LoadCredential=${name}:${paths.credentials}/${name}`);
}

/**
 * The unit that runs Logstash.
 *
 * @param settings - the settings
 * @param credentials - names of the credentials that it reads
 */
export function renderUnit(settings: ResolvedLogstash, credentials: readonly string[]): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    // With the version, so that another one is a change of this unit, and a restart.
    `Description=Logstash ${settings.source.version}`,
    "Wants=network-online.target",
    "After=network-online.target",
    // It has to come back however long something that it needs is away.
    "StartLimitIntervalSec=0",
    "",
    "[Service]",
    ...loadCredentials(credentials),
    "StateDirectory=portcullis-logstash",
    "StateDirectoryMode=0700",
    "RuntimeDirectory=portcullis-logstash",
    "RuntimeDirectoryMode=0700",
    `WorkingDirectory=${paths.data}`,
    ...heap(settings),
    `ExecStart=${paths.program} --path.settings ${paths.settings}`,
    "Restart=always",
    "RestartSec=5s",
    // In-flight events are written to the queue first.
    "TimeoutStopSec=75s",
    // Ended by the signal SIGTERM, a virtual machine says 143.
    "SuccessExitStatus=143",
    "LimitNOFILE=65536",
    "TasksMax=2048",
    "MemoryMax=50%",
    "OOMPolicy=stop",
    ...virtualMachineSandbox,
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}
