import type { Bundle } from "../../host/bundle";
import { exposureLimits } from "../../host/serviceExposure";
import { modeOf } from "../../host/payload";
import { shipperUnit } from "../../logging/shipper/paths";
import { filesByPath } from "./bundleFiles";
import type { ExpectedFile, ExpectedUnit, Expectations } from "./expectations";

/** Which check asks after the units of a bundle. Default: `services-running`. */
const checks: Readonly<Record<string, string>> = {
  firewall: "firewall-at-boot",
  "automatic-updates": "updates-enabled",
  "intrusion-prevention": "intrusion-running",
  "time-sync": "time-synchronised",
  certificates: "certificate-renewal",
};

function expectedUnits(bundles: readonly Bundle[]): ExpectedUnit[] {
  const found = bundles.flatMap(({ name, services = [] }) =>
    services.map(({ unit }): [string, string] => [
      unit,
      unit === shipperUnit ? "log-shipper-running" : (checks[name] ?? "services-running"),
    ]),
  );
  return [...new Map(found)].map(([unit, check]) => ({ unit, check }));
}

const folder = "/etc/systemd/system/";

/** What each service may be exposed at most; a template by its instances that are kept running, or by one of its own. */
function exposure(bundles: readonly Bundle[]): Record<string, number> {
  const kept = bundles.flatMap(({ services = [] }) => services.map(({ unit }) => unit));
  const instances = (unit: string): string[] => {
    if (!unit.includes("@.")) return [unit];
    const base = unit.slice(0, unit.indexOf("@") + 1);
    const names = kept
      .filter((one) => one.startsWith(base))
      .map((one) => one.replace(/\.[a-z]+$/, ".service"));
    return names.length > 0 ? names : [`${base}audit.service`];
  };
  return Object.fromEntries(
    Object.entries(exposureLimits(bundles)).flatMap(([unit, limit]) =>
      instances(unit).map((instance) => [instance, limit]),
    ),
  );
}

function secrets(bundles: readonly Bundle[]): ExpectedFile[] {
  return bundles.flatMap(({ files }) =>
    files
      .filter(({ secret }) => secret)
      .map((file) => ({ path: file.path, mode: modeOf(file), owner: file.owner ?? "root:root" })),
  );
}

interface HostStateSettings {
  queue: { folder: string; bytes: number };
}

function shipper(bundles: readonly Bundle[]): Pick<Expectations, "shipper"> {
  const files = filesByPath(bundles);
  const settings = files.get("/etc/portcullis/logging/host-state.json")?.content;
  if (settings === undefined || !files.has(`${folder}${shipperUnit}`)) return {};
  const { queue } = JSON.parse(settings) as HostStateSettings;
  return { shipper: { unit: shipperUnit, queue: queue.folder, bytes: queue.bytes } };
}

/** What runs, what confines it, and the secrets that it has. */
export function serviceExpectations(
  bundles: readonly Bundle[],
): Pick<Expectations, "units" | "exposure" | "secrets" | "shipper"> {
  return {
    units: expectedUnits(bundles),
    exposure: exposure(bundles),
    secrets: secrets(bundles),
    ...shipper(bundles),
  };
}
