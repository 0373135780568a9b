import type { Bundle } from "./bundle";

/**
 * How much a service may be exposed at most, as `systemd-analyze security` measures it from 0.0 to 10.0. systemd itself
 * calls less than 5.0 OK.
 */
export const exposureLimit = 3.0;

/** A service that may be exposed more than {@link exposureLimit}. */
export interface ExposureException {
  /** Its unit. */
  readonly unit: string;
  /** Only where the unit's file has this. Default: everywhere. */
  readonly where?: RegExp;
  /** What it may be exposed at most. */
  readonly limit: number;
  /** Why it cannot be confined further. */
  readonly reason: string;
}

const recoverUnit = "portcullis-recover.service";

/** Services that cannot be confined as others are, by what `systemd-analyze` 252 says of them. */
export const exposureExceptions: readonly ExposureException[] = [
  {
    unit: recoverUnit,
    limit: 9.6,
    reason:
      "Puts back files of every program, and restarts units, after a change that a power cut interrupted; it runs at no other time, and reads nothing from the network",
  },
  {
    unit: "portcullis-kong.service",
    where: /^ExecStart=.*\bpodman run\b/m,
    limit: 9.6,
    reason:
      "Holds podman, which makes namespaces and mounts as root. Kong itself is confined by its container: no capabilities, no new privileges, a read-only file system",
  },
  {
    unit: "ssh.service",
    limit: 9.6,
    reason:
      "Whoever logs in, and may use sudo, has what the service has: confined, it would confine administrators, and the applier of bundles",
  },
];

const unitFile = /^\/etc\/systemd\/system\/([^/]+\.service)(?:\.d\/[^/]+\.conf)?$/;

/**
 * What a host's services may be exposed at most: those whose units its bundles bring or add to, and the applier's own.
 * What a distribution brings and no bundle confines, such as the SSH server, is not among them.
 *
 * @param bundles - the bundles of the host
 * @returns limits by the units' names; a template, such as `portcullis-certificate@.service`, stands for its instances
 */
export function exposureLimits(bundles: readonly Bundle[]): Readonly<Record<string, number>> {
  const limits: Record<string, number> = {};
  const files = bundles.flatMap((bundle) => bundle.files);
  for (const { path, content } of [...files, { path: `/etc/systemd/system/${recoverUnit}`, content: "" }]) {
    const unit = unitFile.exec(path)?.[1];
    if (unit === undefined) continue;
    const exception = exposureExceptions.find(
      (one) => one.unit === unit && (one.where?.test(content) ?? true),
    );
    limits[unit] = exception?.limit ?? exposureLimit;
  }
  return limits;
}
