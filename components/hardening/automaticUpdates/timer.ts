import type { BundleFile } from "../../host/bundle";
import type { ResolvedAutomaticUpdates } from "../../model/types";

/** A drop-in that has a timer of the distribution run at our time of the day. A run that was missed is caught up on. */
export function timerDropIn(
  unit: string,
  { time, randomDelayMinutes }: ResolvedAutomaticUpdates,
): BundleFile {
  return {
    path: `/etc/systemd/system/${unit}.d/portcullis.conf`,
    content: `# Managed by Portcullis. The empty line takes the distribution's own times away.
[Timer]
OnBootSec=
OnUnitInactiveSec=
OnCalendar=
OnCalendar=*-*-* ${time}
RandomizedDelaySec=${randomDelayMinutes}m
Persistent=true
`,
  };
}
