import { paths } from "./paths";

/**
 * The virtual machine's options, after those of Elastic's own jvm.options: no dumps of the heap, which would hold events
 * and keys; and logs of the garbage collector that stay below 64 MiB.
 */
export function renderJvmOptions(): string {
  return [
    "# Managed by Portcullis.",
    "-XX:+UseG1GC",
    "-Djava.io.tmpdir=${ES_TMPDIR}",
    "20-:--add-modules=jdk.incubator.vector",
    "23:-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.setAsTypeCache",
    "23:-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.asTypeUncached",
    "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
    "-XX:-HeapDumpOnOutOfMemoryError",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-CreateCoredumpOnCrash",
    `-XX:ErrorFile=${paths.logs}/hs_err_pid%p.log`,
    `-Xlog:gc*,gc+age=trace,safepoint:file=${paths.logs}/gc.log:utctime,level,pid,tags:filecount=4,filesize=16m`,
    "",
  ].join("\n");
}

/** Both sizes of the heap are the same, so that memory is asked for once (documentation, "JVM heap size settings"). */
export function renderHeap(megabytes: number): string {
  return `# Managed by Portcullis.\n-Xms${megabytes}m\n-Xmx${megabytes}m\n`;
}

/**
 * Where the server's own log goes: all of it to the journal, which is bounded, the audit trail with it. Of what is
 * deprecated only what is about to break is told.
 */
export function renderLogging(): string {
  return [
    "# Managed by Portcullis.",
    "status = error",
    "appender.console.type = Console",
    "appender.console.name = console",
    "appender.console.layout.type = PatternLayout",
    "appender.console.layout.pattern = [%-5p][%-25c{1.}] [%node_name]%marker %m%consoleException%n",
    "rootLogger.level = info",
    "rootLogger.appenderRef.console.ref = console",
    "logger.deprecation.name = org.elasticsearch.deprecation",
    "logger.deprecation.level = error",
    "logger.audit.name = org.elasticsearch.xpack.security.audit.logfile.LoggingAuditTrail",
    "logger.audit.level = info",
    "logger.audit.additivity = false",
    "logger.audit.appenderRef.console.ref = console",
    "",
  ].join("\n");
}
