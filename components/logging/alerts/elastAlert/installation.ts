import { createHash } from "node:crypto";
import { readAsset } from "../../../assets";
import type { BundleFile } from "../../../host/bundle";
import type { Platform, PlatformName } from "../../../host/platform";
import { paths } from "./paths";

/** Python of a platform, as far as ElastAlert 2 runs on it. */
interface Python {
  command: string;
  packages: readonly string[];
  requirements: "3.11" | "3.12";
}

const debian = (requirements: Python["requirements"]): Python => ({
  command: "python3",
  packages: ["python3", "python3-venv"],
  requirements,
});

/** ElastAlert 2 asks for Python 3.12 since its release 2.20; 2.19 is the last one for 3.11 (its metadata on PyPI). */
const pythons: Readonly<Partial<Record<PlatformName, Python>>> = {
  "debian-12": debian("3.11"),
  "debian-13": debian("3.12"),
  "ubuntu-24.04": debian("3.12"),
  "rocky-9": { command: "python3.12", packages: ["python3.12"], requirements: "3.12" },
};

/** What an installation adds to a bundle. */
export interface Installation {
  packages: string[];
  files: BundleFile[];
  /** Shell text that makes sure of the virtual environment. */
  prepare: string;
  /** Path of its Python. */
  python: string;
}

/**
 * Renders the installation of ElastAlert 2: wheels alone, so that nothing of a package runs while it is installed, each
 * held to its SHA-256 (pip's hash-checking mode), in a virtual environment of their own.
 *
 * @param index - the index of packages (PEP 503)
 * @param platform - the host's platform
 * @throws Error where the platform's Python is too old
 */
export function renderInstallation(index: string, platform: Platform): Installation {
  const python = pythons[platform.name];
  if (!python)
    throw new Error(
      `ElastAlert 2 needs Python 3.11 or newer, which ${platform.name} does not have: use another platform for the log host, or let Kibana look at the logs`,
    );
  const requirements = readAsset(
    `components/logging/alerts/elastAlert/assets/requirements-${python.requirements}.txt`,
  );
  const sum = createHash("sha256").update(requirements).digest("hex");
  const environment = `${paths.program}/venv-${sum.slice(0, 16)}`;
  const pip = [
    `'${environment}.new/bin/python' -I -m pip --isolated install --quiet --no-input --disable-pip-version-check`,
    "--no-cache-dir --no-deps --only-binary :all: --require-hashes",
    `--index-url '${index}'`,
    // Hashes decide, whatever a mirror speaks.
    ...(index.startsWith("http:") ? [`--trusted-host '${new URL(index).hostname}'`] : []),
    `--requirement '${paths.requirements}'`,
  ].join(" ");
  return {
    packages: [...python.packages, "ca-certificates"],
    files: [{ path: paths.requirements, content: requirements }],
    prepare: [
      `if ! [ -x '${environment}/bin/python' ]; then`,
      `  rm -rf '${environment}.new'`,
      `  ${python.command} -I -m venv '${environment}.new'`,
      `  ${pip}`,
      `  mv '${environment}.new' '${environment}'`,
      "fi",
      `touch '${environment}'`,
      // The one before is kept for the way back.
      `ls -dt '${paths.program}'/venv-* | tail -n +3 | xargs -r rm -rf`,
    ].join("\n"),
    python: `${environment}/bin/python`,
  };
}
