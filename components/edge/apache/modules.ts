import type { Platform } from "../../host/platform";

/** Modules that the configuration uses, and no others; what Debian builds in is not named. */
const modules = [
  "mpm_event",
  "authz_core",
  "alias",
  "headers",
  "http2",
  "proxy",
  "proxy_http",
  "qos",
  "reqtimeout",
  "setenvif",
  "socache_shmcb",
  "ssl",
  "unique_id",
];

/** Whether the platform's mod_qos was built for PCRE 1 without naming it, and does not load by itself. */
function qosNeedsPcre(platform: Platform): boolean {
  return platform.name === "debian-12" || platform.name === "ubuntu-22.04";
}

function renderPcre(): string[] {
  return ["x86_64", "aarch64"].flatMap((machine) => {
    const library = `/usr/lib/${machine}-linux-gnu/libpcre.so.3`;
    return [`<IfFile ${library}>`, `    LoadFile ${library}`, "</IfFile>"];
  });
}

/** LoadModule directives. */
export function renderModules(platform: Platform): string[] {
  const load = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
  return [...(qosNeedsPcre(platform) ? renderPcre() : []), ...load];
}
