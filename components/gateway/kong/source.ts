import type { Bundle } from "../../host/bundle";
import { renderAptSource, renderFetchSigningKey } from "../../host/packageRepository";
import type { ResolvedGatewayKong } from "../../model/types";

const keyring = "/etc/apt/keyrings/portcullis-kong.gpg";
const sourceFile = "/etc/apt/sources.list.d/portcullis-kong.sources";
const pinFile = "/etc/apt/preferences.d/portcullis-kong";

/** Only what this bundle has installed itself is taken away with it. */
const removeKong = "DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 remove kong";

type Package = NonNullable<ResolvedGatewayKong["package"]>;

function packageSource(settings: Package): Bundle {
  const { repository, version } = settings;
  const host = new URL(repository).hostname;
  return {
    name: "kong-source",
    packages: ["ca-certificates", "curl", "gpg"],
    files: [
      {
        path: sourceFile,
        content: renderAptSource(settings, keyring),
      },
      {
        path: pinFile,
        // Nothing but Kong comes from there, and no other version of it (apt_preferences(5)).
        content: [
          "# Managed by Portcullis.",
          "Package: kong",
          `Pin: version ${version}*`,
          "Pin-Priority: 1001",
          "",
          "Package: *",
          `Pin: origin "${host}"`,
          "Pin-Priority: -1",
          "",
        ].join("\n"),
      },
    ],
    prepare: [renderFetchSigningKey(settings, keyring)],
    activate: [
      {
        run: [
          `apt-get -qq update -o Dir::Etc::SourceList=${sourceFile} -o Dir::Etc::SourceParts=- -o APT::Get::List-Cleanup=0`,
          // Not one of the packages: those of all bundles are installed before any repository is added.
          "DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 --allow-downgrades --no-install-recommends install kong",
        ].join("\n"),
      },
    ],
    verify: [`dpkg-query -W -f '\${Version}' kong | grep -q '^${version.replaceAll(".", "\\.")}'`],
    deactivate: [removeKong],
  };
}

function archiveSource({ url, sha256 }: NonNullable<ResolvedGatewayKong["archive"]>): Bundle {
  const marker = "/var/lib/portcullis/kong-archive.sha256";
  const install = [
    `if [ "$(cat ${marker} 2>/dev/null || true)" = ${sha256} ] && dpkg-query -W kong >/dev/null 2>&1; then exit 0; fi`,
    'folder="$(mktemp -d)"',
    `trap 'rm -rf "$folder"' EXIT`,
    `curl --fail --silent --show-error --location --proto =https,file --proto-redir =https --max-time 600 --output "$folder/kong.deb" ${url}`,
    `echo "${sha256}  $folder/kong.deb" | sha256sum --check --status || { echo "${url} does not have the SHA-256 ${sha256}" >&2; exit 1; }`,
    'chmod 0755 "$folder"',
    'DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 --allow-downgrades install "$folder/kong.deb"',
    `install -d -m 0755 "$(dirname ${marker})"`,
    `echo ${sha256} >${marker}`,
  ].join("\n");
  return {
    name: "kong-source",
    packages: ["ca-certificates", "curl"],
    files: [
      { path: "/etc/kong/portcullis-source", content: `# Managed by Portcullis.\n${url}\n${sha256}\n` },
    ],
    activate: [{ run: install }],
    verify: ["test -x /usr/local/bin/kong"],
    deactivate: [removeKong, `rm -f ${marker}`],
  };
}

function containerSource({ image }: NonNullable<ResolvedGatewayKong["container"]>): Bundle {
  return {
    name: "kong-source",
    packages: ["podman"],
    files: [
      { path: "/etc/kong/portcullis-source", content: `# Managed by Portcullis.\n${image}\n` },
      {
        path: "/etc/sysusers.d/portcullis-kong.conf",
        content: '# Managed by Portcullis.\nu kong - "API gateway" /var/lib/kong\n',
      },
      {
        path: "/etc/tmpfiles.d/portcullis-kong.conf",
        content:
          "# Managed by Portcullis.\nd /var/lib/kong 0700 kong kong -\nd /var/log/kong 0750 kong kong -\n",
      },
    ],
    activate: [
      { run: "systemd-sysusers portcullis-kong.conf && systemd-tmpfiles --create portcullis-kong.conf" },
      { run: `podman image exists ${image} || podman pull --quiet ${image}` },
    ],
    verify: [`podman image exists ${image}`],
  };
}

/**
 * Renders the bundle that brings Kong itself to a host, by where the settings say it comes from. It has to be applied
 * before that of the gateway.
 */
export function renderKongSource(settings: ResolvedGatewayKong): Bundle {
  if (settings.package) return packageSource(settings.package);
  if (settings.archive) return archiveSource(settings.archive);
  return containerSource(settings.container!);
}
