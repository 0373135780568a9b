import type { Bundle } from "../../host/bundle";
import type { ResolvedKernel } from "../../model/types";
import { coreDumpFiles } from "./coreDumps";

const file = "/etc/sysctl.d/90-portcullis.conf";
const modulesFile = "/etc/modprobe.d/portcullis.conf";

/**
 * Settings with the reason for each. Sources: CIS Debian Linux 12 Benchmark v1.1.0 sections 1.5 and 3.3; the Kernel Self
 * Protection Project's recommended settings. `accept_ra` and `autoconf` are left alone: without them IPv6 fails on clouds.
 */
const hardened: Readonly<Record<string, string | number>> = {
  // CIS 1.5.1: addresses cannot be guessed.
  "kernel.randomize_va_space": 2,
  // CIS 1.5.2: a process debugs its own children only.
  "kernel.yama.ptrace_scope": 1,
  // KSPP: kernel addresses and logs are for root alone.
  "kernel.kptr_restrict": 2,
  "kernel.dmesg_restrict": 1,
  // KSPP: ordinary users load no line disciplines, which had holes before.
  "dev.tty.ldisc_autoload": 0,
  // KSPP: no new BPF programs or profiling by ordinary users.
  "kernel.unprivileged_bpf_disabled": 1,
  "kernel.perf_event_paranoid": 3,
  "net.core.bpf_jit_harden": 2,
  // CIS 1.5.3: set-user-id programs leave no core dumps.
  "fs.suid_dumpable": 0,
  // CIS 1.5.4: no program leaves one; they hold keys and customers' data.
  "kernel.core_pattern": "|/bin/false",
  // proc(5): links and files in sticky folders cannot be used to trick root.
  "fs.protected_hardlinks": 1,
  "fs.protected_symlinks": 1,
  "fs.protected_fifos": 2,
  "fs.protected_regular": 2,
  // CIS 3.3.2, 3.3.5, 3.3.6: nobody else decides on our routes.
  "net.ipv4.conf.all.send_redirects": 0,
  "net.ipv4.conf.default.send_redirects": 0,
  "net.ipv4.conf.all.accept_redirects": 0,
  "net.ipv4.conf.default.accept_redirects": 0,
  "net.ipv4.conf.all.secure_redirects": 0,
  "net.ipv4.conf.default.secure_redirects": 0,
  "net.ipv6.conf.all.accept_redirects": 0,
  "net.ipv6.conf.default.accept_redirects": 0,
  // CIS 3.3.8
  "net.ipv4.conf.all.accept_source_route": 0,
  "net.ipv4.conf.default.accept_source_route": 0,
  "net.ipv6.conf.all.accept_source_route": 0,
  "net.ipv6.conf.default.accept_source_route": 0,
  // CIS 3.3.7: packets from addresses that we would not answer by the same way are dropped (RFC 3704, strict).
  "net.ipv4.conf.all.rp_filter": 1,
  "net.ipv4.conf.default.rp_filter": 1,
  // CIS 3.3.9
  "net.ipv4.conf.all.log_martians": 1,
  "net.ipv4.conf.default.log_martians": 1,
  // CIS 3.3.3, 3.3.4
  "net.ipv4.icmp_ignore_bogus_error_responses": 1,
  "net.ipv4.icmp_echo_ignore_broadcasts": 1,
  // CIS 3.3.10: half-open connections do not use up the queue (RFC 4987).
  "net.ipv4.tcp_syncookies": 1,
  // RFC 1337: stray resets do not end connections in TIME-WAIT.
  "net.ipv4.tcp_rfc1337": 1,
};

/** The settings in force: hardened defaults, forwarding as asked for, then the user's overrides. */
export function kernelSettings(settings: ResolvedKernel): Record<string, string | number> {
  const forwarding = Number(settings.forwarding);
  return {
    // First, since the kernel sets accept_redirects anew whenever forwarding changes (ip-sysctl, ip_forward).
    "net.ipv4.ip_forward": forwarding,
    "net.ipv6.conf.all.forwarding": forwarding,
    ...hardened,
    ...settings.overrides,
  };
}

/**
 * File systems and protocols that servers have no use for and whose kernel modules anybody could have loaded, and drivers
 * of what somebody may plug in: storage on USB, and FireWire, which reads memory (CIS 1.1.1, 3.2). squashfs and udf stay:
 * Ubuntu's snaps and Azure need them.
 */
const unusedModules = [
  ...["cramfs", "freevxfs", "hfs", "hfsplus", "jffs2"],
  ...["dccp", "rds", "sctp", "tipc"],
  ...["usb-storage", "firewire-core"],
];

/**
 * Every setting has to be accepted. A container alone may be refused some, since it shares its host's kernel: it applies
 * those that it can write, such as its own network's, and names the others.
 */
const load = `if ! systemd-detect-virt --quiet --container; then
  exec sysctl --load=${file}
fi
grep ' = ' ${file} | while read -r name equals value; do
  if [ -w "/proc/sys/$(printf %s "$name" | tr . /)" ]; then
    echo "$name $equals $value"
  else
    echo "container: $name is its host's to set" >&2
  fi
done | sysctl --load=-`;

/** Renders the bundle that applies the kernel settings now and at every boot. */
export function renderKernel(settings: ResolvedKernel): Bundle {
  const lines = Object.entries(kernelSettings(settings)).map(([name, value]) => `${name} = ${value}`);
  const modules = unusedModules.map((name) => `install ${name} /bin/false`);
  return {
    name: "kernel",
    files: [
      { path: file, content: ["# Managed by Portcullis.", ...lines, ""].join("\n") },
      { path: modulesFile, content: ["# Managed by Portcullis.", ...modules, ""].join("\n") },
      ...coreDumpFiles,
    ],
    activate: [{ run: load, paths: [file] }],
    deactivate: ["sysctl --system || systemd-detect-virt --quiet --container"],
  };
}
