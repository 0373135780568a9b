import { readAsset } from "../assets";
import type { Bundle, BundleFile, BundleService } from "../host/bundle";
import { renderTimer } from "../host/timer";
import { datasets } from "../logging/events/datasets";
import { ownLogFolder } from "../logging/shipper/paths";
import type { ResolvedAudit } from "../model/types";
import { auditChecks } from "./checks";
import type { Expectations } from "./expectations/expectations";
import { insideScript } from "./inside/insideScript";
import { auditUnit, renderUnit, stateFolder } from "./unit";

const name = "audit";
const script = "/usr/local/sbin/portcullis-audit";
const inside = "/usr/local/lib/portcullis/audit/inside.py";
const folder = "/etc/portcullis/audit";
const settingsFile = `${folder}/settings.json`;
const expectationsFile = `${folder}/expectations.json`;
const units = "/etc/systemd/system";

/** Every day, and once after each change of what the host ought to be, when all else of the change is there. */
function schedule({ time, randomDelayMinutes }: ResolvedAudit): string[] {
  return [
    "OnActiveSec=15min",
    `OnCalendar=*-*-* ${time}`,
    `RandomizedDelaySec=${randomDelayMinutes}m`,
    "FixedRandomDelay=true",
    // A run that was missed is caught up on.
    "Persistent=true",
  ];
}

function renderUnits(settings: ResolvedAudit): BundleFile[] {
  return [
    { path: `${units}/${auditUnit}.service`, content: renderUnit(script, settingsFile) },
    {
      path: `${units}/${auditUnit}.timer`,
      content: renderTimer("Audit of this host, every day", schedule(settings)),
    },
  ];
}

const service: BundleService = { unit: `${auditUnit}.timer`, onChange: "restart" };

/**
 * The bundles that a host's expectations are worked out from. Of its daily audit they have the units: as a whole it holds
 * the expectations.
 *
 * @param bundles - what is brought to the host, with its daily audit or without
 * @param settings - the settings of the audit
 */
export function auditedBundles(bundles: readonly Bundle[], settings: ResolvedAudit): Bundle[] {
  const others = bundles.filter((bundle) => bundle.name !== name);
  return [...others, { name, files: renderUnits(settings), services: [service] }];
}

/**
 * Renders the bundle by which a host audits itself every day: what looks, what it compares with, and a service that tells
 * what it found. It reads without secrets, and changes nothing.
 *
 * @param settings - the settings
 * @param expectations - what the host ought to be
 */
export function renderHostAudit(settings: ResolvedAudit, expectations: Expectations): Bundle {
  const asked = auditChecks.filter(({ id }) => id in expectations.weights);
  const forScript = {
    dataset: datasets.audit,
    log: `${ownLogFolder}/audit.ndjson`,
    inside,
    expectations: expectationsFile,
    state: `${stateFolder}/last.json`,
    checks: Object.fromEntries(asked.map(({ id, title, severity }) => [id, { title, severity }])),
  };
  return {
    name,
    packages: ["python3"],
    files: [
      { path: script, content: readAsset("components/audit/assets/portcullis-audit.py"), mode: "0755" },
      { path: inside, content: insideScript(), packed: true },
      // Where a host is looked at, and where not, is nobody else's to read.
      {
        path: expectationsFile,
        content: `${JSON.stringify(expectations, null, 1)}\n`,
        mode: "0600",
        packed: true,
      },
      { path: settingsFile, content: `${JSON.stringify(forScript, null, 1)}\n`, mode: "0600" },
      ...renderUnits(settings),
    ],
    validate: [`python3 -I -c 'compile(open("${inside}").read(), "inside.py", "exec")'`],
    services: [service],
    verify: [`systemctl is-active ${service.unit}`],
    deactivate: [`rm -rf ${stateFolder}`],
  };
}
