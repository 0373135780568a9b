import { createHash } from "node:crypto";
import { modeOf } from "../../components/host/payload";
import type { DeployedBundle } from "../model/audited";

/** A demand on a host, and the resource of the bundle that makes it. */
interface Demand {
  readonly resource: string;
  /** The bundle's name, which the host knows it by. */
  readonly bundle: string;
}

/** What a file has to be. */
export interface ExpectedFile extends Demand {
  readonly path: string;
  readonly sha256: string;
  /** As `stat` shows it, without a leading zero. */
  readonly mode: string;
  /** `user:group`, or `user` alone where the bundle leaves the group to the account. */
  readonly owner: string;
}

/** What a host has to be, by the bundles that were brought to it. */
export interface Expected {
  readonly files: readonly ExpectedFile[];
  readonly absent: readonly (Demand & { readonly path: string })[];
  readonly units: readonly (Demand & { readonly unit: string })[];
  readonly packages: readonly (Demand & { readonly name: string })[];
  readonly digests: readonly (Demand & { readonly digest: string })[];
}

/** Each once: several bundles of a host may ask for one package, or keep one unit. */
function once<T>(all: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>();
  return all.filter((item) => !seen.has(key(item)) && seen.add(key(item)));
}

/** What a host has to be. */
export function expectedOf(bundles: readonly DeployedBundle[]): Expected {
  const each = <T>(demands: (bundle: DeployedBundle["bundle"], demand: Demand) => T[]): T[] =>
    bundles.flatMap(({ resource, bundle }) => demands(bundle, { resource, bundle: bundle.name }));
  return {
    files: each(({ files }, demand) =>
      files.map((file) => ({
        ...demand,
        path: file.path,
        sha256: createHash("sha256").update(file.content).digest("hex"),
        mode: modeOf(file).replace(/^0/, ""),
        owner: file.owner ?? "root:root",
      })),
    ),
    absent: each(({ absent = [] }, demand) => absent.map((path) => ({ ...demand, path }))),
    units: once(
      each(({ services = [] }, demand) => services.map(({ unit }) => ({ ...demand, unit }))),
      ({ unit }) => unit,
    ),
    packages: once(
      each(({ packages = [] }, demand) => packages.map((name) => ({ ...demand, name }))),
      ({ name }) => name,
    ),
    digests: bundles.map(({ resource, bundle, digest }) => ({ resource, bundle: bundle.name, digest })),
  };
}
