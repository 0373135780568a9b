import { installMissingPackages } from "../../../local/hosts/requirements";
import type { Installation } from "./installation";

/** A Debian package, and how its version is asked for. */
export interface AptPackage {
  /** Name of the package. */
  readonly name: string;
  /** A program of it: by its name on the path, or its whole path. */
  readonly program: string;
  /** Version that is installed; `undefined` where none is. */
  readonly version: () => Promise<string | undefined>;
}

/** An installation by apt, of the version that the distribution looks after. It needs root. */
export function aptInstallation({ name, program, version }: AptPackage): Installation {
  const byHand = `apt-get install ${name}`;
  return {
    byHand,
    version,
    install: async () => {
      if ((await version()) !== undefined) return;
      if (process.getuid?.() !== 0) {
        throw new Error(`${name} is installed by apt, which needs root: sudo ${byHand}`);
      }
      await installMissingPackages({ [program]: name });
    },
  };
}
