import type { BundleFile } from "../../host/bundle";
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

function renderBinary({ url, sha256 }: NonNullable<ResolvedGatewayTyk["binary"]>): InstallationParts {
  const binary = `${folder}/tyk-${sha256.slice(0, 16)}`;
  const sum = `printf '%s  %s\\n' ${sha256} '${binary}.new' | sha256sum --check --quiet`;
  return {
    packages: ["curl", "ca-certificates"],
    files: [],
    prepare: [
      [
        `if ! [ -x '${binary}' ]; then`,
        `  curl --silent --show-error --fail --location --max-time 300 --output '${binary}.new' '${url}'`,
        `  ${sum}`,
        `  chmod 0755 '${binary}.new'`,
        `  mv '${binary}.new' '${binary}'`,
        "fi",
      ].join("\n"),
    ],
    binary,
  };
}

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
  return settings.binary ? renderBinary(settings.binary) : renderPackage(settings.package!);
}
