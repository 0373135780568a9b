import type { BundleFile } from "../../host/bundle";

/** Where a host gets Tyk from. */
export type TykInstallation =
  | {
      /** A package of an apt repository, at one version. */
      from: "repository";
      /** Base URL, such as `https://packagecloud.io/tyk/tyk-gateway/debian`. */
      url: string;
      /** Suite, such as `bookworm`. */
      suite: string;
      /** The repository's public key, ASCII-armoured; packages signed by another one are refused. */
      publicKey: string;
      /** The key's fingerprint, 40 hex digits: what the key is checked against before it is believed. */
      fingerprint: string;
      /** Version of the package `tyk-gateway`. Other versions of it are not installed. */
      version: string;
    }
  | {
      /** One executable. */
      from: "binary";
      /** Where it is; any scheme that curl takes, since the sum decides. */
      url: string;
      /** Its SHA-256, 64 hex digits. */
      sha256: string;
    };

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

/** Renders an installation. */
export function renderInstallation(installation: TykInstallation): InstallationParts {
  if (installation.from === "binary") {
    const { url, sha256 } = installation;
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
  const { url, suite, publicKey, fingerprint, version } = installation;
  const keyring = "/etc/apt/keyrings/portcullis-tyk.asc";
  const install = "apt-get -q -y -o DPkg::Lock::Timeout=300 install";
  return {
    packages: ["gnupg", "ca-certificates"],
    files: [
      { path: keyring, content: publicKey },
      {
        path: "/etc/apt/sources.list.d/portcullis-tyk.sources",
        content: `Types: deb\nURIs: ${url}\nSuites: ${suite}\nComponents: main\nSigned-By: ${keyring}\n`,
      },
      {
        // The repository may deliver this package and nothing else (apt_preferences(5)).
        path: "/etc/apt/preferences.d/portcullis-tyk",
        content: [
          `Package: tyk-gateway\nPin: version ${version}\nPin-Priority: 1001\n`,
          `Package: *\nPin: origin ${new URL(url).hostname}\nPin-Priority: -1\n`,
        ].join("\n"),
      },
    ],
    prepare: [
      [
        `found=$(gpg --batch --show-keys --with-colons '${keyring}' | awk -F: '$1 == "fpr" { print $10; exit }')`,
        `if [ "$found" != '${fingerprint.toUpperCase()}' ]; then`,
        `  echo "the key of ${url} has the fingerprint $found, not ${fingerprint.toUpperCase()}" >&2`,
        "  exit 1",
        "fi",
        `if [ "$(dpkg-query -W -f '\${Version}' tyk-gateway 2>/dev/null)" != '${version}' ]; then`,
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
