import type { BundleFile } from "../../host/bundle";

/**
 * Keeps programs from leaving core dumps, which hold keys and customers' data, also where another kernel setting or
 * systemd-coredump would take them (CIS Debian Linux 12 Benchmark v1.1.0, 1.5.3 and 1.5.4).
 */
export const coreDumpFiles: readonly BundleFile[] = [
  {
    path: "/etc/systemd/coredump.conf.d/90-portcullis.conf",
    content: "# Managed by Portcullis.\n[Coredump]\nStorage=none\nProcessSizeMax=0\n",
  },
  {
    path: "/etc/security/limits.d/90-portcullis.conf",
    // `*` is everybody but root (limits.conf(5)).
    content: "# Managed by Portcullis.\n* hard core 0\nroot hard core 0\n",
  },
];
