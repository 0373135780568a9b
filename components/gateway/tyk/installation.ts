import type { BundleFile } from "../../host/bundle";
import { renderExecutable } from "../../host/executable";
import { renderAptSource, renderFetchSigningKey } from "../../host/packageRepository";
import type { ResolvedGatewayTyk } from "../../model/types";

/** What an installation adds to a bundle. */
export interface InstallationParts {
  /** Packages that it needs. */
  packages: string[];
  files: BundleFile[];
  /** Shell text that makes sure of the executable. */
  prepare: string[];
  /** Path of the executable. */
  binary: string;
}

const folder = "/usr/local/lib/portcullis/tyk";

function renderPackage(settings: NonNullable<ResolvedGatewayTyk["package"]>): InstallationParts {
  const { repository, version } = settings;
  const keyring = "/etc/apt/keyrings/portcullis-tyk.gpg";
  const install = "apt-get -q -y -o DPkg::Lock::Timeout=300 install";
  return {
    packages: ["gpg", "curl", "ca-certificates"],
    files: [
      {
        path: "/etc/apt/sources.list.d/portcullis-tyk.sources",
        content: renderAptSource(settings, keyring),
      },
      {
        // The repository may deliver this package and nothing else (apt_preferences(5)).
        path: "/etc/apt/preferences.d/portcullis-tyk",
        content: [
          `Package: tyk-gateway\nPin: version ${version}\nPin-Priority: 1001\n`,
          `Package: *\nPin: origin ${new URL(repository).hostname}\nPin-Priority: -1\n`,
        ].join("\n"),
      },
    ],
    prepare: [
      [
        `if [ "$(dpkg-query -W -f '\${Version}' tyk-gateway 2>/dev/null)" != '${version}' ]; then`,
        `(\n${renderFetchSigningKey(settings, keyring)}\n)`,
        "  apt-get -q -o DPkg::Lock::Timeout=300 update",
        `  DEBIAN_FRONTEND=noninteractive ${install} --no-install-recommends --allow-downgrades 'tyk-gateway=${version}'`,
        // The package starts a gateway of its own, with a secret that everybody knows.
        "  systemctl disable --quiet --now tyk-gateway.service",
        "fi",
      ].join("\n"),
    ],
    binary: "/opt/tyk-gateway/tyk",
  };
}

/** Renders an installation. */
export function renderInstallation(settings: ResolvedGatewayTyk): InstallationParts {
  if (settings.package) return renderPackage(settings.package);
  return { ...renderExecutable(settings.binary!, folder, "tyk"), files: [] };
}
