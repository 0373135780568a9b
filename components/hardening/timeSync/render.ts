import type { Bundle } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import type { ResolvedTimeSync } from "../../model/types";

const places = {
  debian: { file: "/etc/chrony/chrony.conf", unit: "chrony.service" },
  redhat: { file: "/etc/chrony.conf", unit: "chronyd.service" },
} as const;

/**
 * Renders chrony as a client alone. chrony rather than systemd-timesyncd: it knows Network Time Security (RFC 8915),
 * weighs several sources against each other, and is what Rocky Linux and the clouds' own guides use.
 */
export function renderTimeSync(settings: ResolvedTimeSync, { family }: Platform): Bundle {
  const { file, unit } = places[family];
  const sources = settings.servers.map(
    ({ host, nts, pool }) => `${pool ? "pool" : "server"} ${host} iburst${nts ? " nts" : ""}`,
  );
  const content = [
    "# Managed by Portcullis.",
    ...sources,
    "# Sources that do not prove who they are count only while none of those that do can be reached.",
    "authselectmode prefer",
    "# A client alone: nobody can ask this host for the time, or control chrony over the network.",
    "port 0",
    "cmdport 0",
    "driftfile /var/lib/chrony/drift",
    "ntsdumpdir /var/lib/chrony",
    "# A clock that is off by more than a second jumps, but only in the first three updates after the start.",
    "makestep 1 3",
    "maxupdateskew 100",
    "rtcsync",
    "leapsectz right/UTC",
    "",
  ].join("\n");
  return {
    name: "time-sync",
    packages: ["chrony"],
    files: [{ path: file, content }],
    validate: [`chronyd -p -f ${file}`],
    services: [{ unit, onChange: "restart" }],
    verify: [
      // A container has its host's clock and may not set it: the unit's own condition keeps chrony from starting there.
      `if systemd-detect-virt --quiet --container; then systemctl is-enabled ${unit}; else systemctl is-active ${unit} && chronyc -n tracking | grep '^Leap status *: Normal'; fi`,
    ],
    verifySeconds: 60,
  };
}
