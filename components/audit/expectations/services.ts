import type { Bundle } from "../../host/bundle";
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

/** What systemd-analyze(1) calls well protected ends at 3.9; ours is a step below. */
const maximumExposure = 3;

const folder = "/etc/systemd/system/";

/** Services whose unit or sandbox a bundle brings; a template by its instances that are kept running, or by one of its own. */
function sandboxed(bundles: readonly Bundle[]): string[] {
  const kept = bundles.flatMap(({ services = [] }) => services.map(({ unit }) => unit));
  const instances = (template: string): string[] => {
    const [base] = template.split("@");
    const names = kept.flatMap((unit) =>
      unit.startsWith(`${base}@`) ? [unit.replace(/\.[a-z]+$/, ".service")] : [],
    );
    return names.length > 0 ? names : [`${base}@audit.service`];
  };
  const units = bundles
    .flatMap(({ files }) => files.map(({ path }) => path))
    .flatMap((path) => /^\/etc\/systemd\/system\/([^/]+\.service)(\.d\/[^/]+)?$/.exec(path)?.[1] ?? [])
    .flatMap((unit) => (unit.includes("@.") ? instances(unit) : [unit]));
  return [...new Set(units)].sort();
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
): Pick<Expectations, "units" | "sandboxed" | "maximumExposure" | "secrets" | "shipper"> {
  return {
    units: expectedUnits(bundles),
    sandboxed: sandboxed(bundles),
    maximumExposure,
    secrets: secrets(bundles),
    ...shipper(bundles),
  };
}
