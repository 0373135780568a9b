import { rootSandbox } from "../host/serviceSandbox";

/** The tools of iptables read what the kernel has loaded in /proc/net and /proc/sys. */
const replaced = /^(CapabilityBoundingSet|ProcSubset|RestrictAddressFamilies)=/;

/**
 * Confinement of services that change the firewall's rules (systemd.exec(5)): root of the network, and of nothing else.
 * The kernel itself loads the modules that rules need, for whom CAP_NET_ADMIN is enough.
 */
export const netfilterSandbox: readonly string[] = [
  ...rootSandbox.filter((line) => !replaced.test(line)),
  "CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW",
  "RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX",
  // The lock of iptables where it is the one without nftables beneath.
  "ReadWritePaths=-/run/xtables.lock",
];
