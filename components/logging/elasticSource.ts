import type { Bundle } from "../host/bundle";
import { renderAptSource, renderFetchSigningKey } from "../host/packageRepository";
import type { Platform } from "../host/platform";
import type { ResolvedElasticSource } from "../model/types";

/** Programs of the Elastic Stack, by the names of their packages. */
export type ElasticProgram = "elasticsearch" | "logstash" | "kibana" | "filebeat";

/** Version of a program's Debian package, in which Logstash's has an epoch and a revision. */
function debianVersion(program: ElasticProgram, version: string): string {
  return program === "logstash" ? `1:${version}-1` : version;
}

/** Elastic's own repository, of a version's major. Source: Elastic's pages "Install … with Debian package" and "… RPM". */
function repositoryOf({ version, repository }: ResolvedElasticSource, kind: "apt" | "yum"): string {
  return repository ?? `https://artifacts.elastic.co/packages/${version.split(".")[0]}.x/${kind}`;
}

type Archive = NonNullable<ResolvedElasticSource["archive"]>;

function fetchArchive({ url, sha512 }: Archive, file: string): string[] {
  return [
    `curl --fail --silent --show-error --location --max-time 900 --output "$work/${file}" ${url}`,
    `echo "${sha512}  $work/${file}" | sha512sum --check --status || { echo "${url} does not have the SHA-512 ${sha512}" >&2; exit 1; }`,
  ];
}

/** The signing key as `$key`. In a subshell, as it makes a folder of its own and takes it away. */
function fetchKey(settings: ResolvedElasticSource, form: "binary" | "armored"): string[] {
  return [
    // apt takes a key by its file's extension.
    `key="$work/key.${form === "binary" ? "gpg" : "asc"}"`,
    `(\n${renderFetchSigningKey(settings, '"$key"', form)}\n)`,
  ];
}

/**
 * The one package, out of lists that are read for this alone: the repository is none of the host's own, so that nothing
 * else can come from it, not even with an update.
 */
function downloadDebian(program: ElasticProgram, settings: ResolvedElasticSource): string[] {
  const source = renderAptSource(
    { repository: repositoryOf(settings, "apt"), suite: "stable", component: "main" },
    "$key",
  );
  return [
    ...fetchKey(settings, "binary"),
    `cat >"$work/elastic.sources" <<END\n${source}END`,
    'mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/package"',
    'chown _apt "$work/package"',
    'set -- -qq -o Dir::Etc::SourceList="$work/elastic.sources" -o Dir::Etc::SourceParts=- -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Update::Error-Mode=any',
    'apt-get "$@" update',
    'cd "$work/package"',
    `apt-get "$@" download ${program}=${debianVersion(program, settings.version)}`,
    `mv "$work/package/"*.deb "$work/${program}.deb"`,
  ];
}

function installDebian(program: ElasticProgram, settings: ResolvedElasticSource): string[] {
  return [
    ...(settings.archive
      ? fetchArchive(settings.archive, `${program}.deb`)
      : downloadDebian(program, settings)),
    // Standard output is not kept: the package of Elasticsearch prints a password.
    `DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold --no-install-recommends --allow-downgrades install "$work/${program}.deb" >/dev/null`,
  ];
}

function installRedHat(program: ElasticProgram, settings: ResolvedElasticSource): string[] {
  const install = "dnf -q -y --setopt=install_weak_deps=False";
  if (settings.archive) {
    return [
      ...fetchArchive(settings.archive, `${program}.rpm`),
      `${install} --nogpgcheck install "$work/${program}.rpm"`,
    ];
  }
  const repository = [
    "[portcullis-elastic]",
    "name=Elastic",
    `baseurl=${repositoryOf(settings, "yum")}`,
    "gpgcheck=1",
    "gpgkey=file://$key",
    `includepkgs=${program}`,
    "",
  ].join("\n");
  return [
    ...fetchKey(settings, "armored"),
    `cat >"$work/elastic.repo" <<END\n${repository}END`,
    `${install} --setopt=reposdir="$work,/etc/yum.repos.d" install ${program}-${settings.version}`,
  ];
}

/** Commands about a package, by the family of the host's package manager. */
const commands = {
  debian: {
    install: installDebian,
    installed: (program: ElasticProgram, version: string) =>
      `[ "$(dpkg-query -W -f '\${db:Status-Status} \${Version}' ${program} 2>/dev/null)" = 'installed ${debianVersion(program, version)}' ]`,
    remove: (program: ElasticProgram) =>
      `DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 remove ${program}`,
    packages: ["ca-certificates", "curl", "gpg"],
  },
  redhat: {
    install: installRedHat,
    installed: (program: ElasticProgram, version: string) =>
      `[ "$(rpm -q --qf '%{VERSION}' ${program} 2>/dev/null)" = '${version}' ]`,
    remove: (program: ElasticProgram) => `dnf -q -y remove ${program}`,
    packages: ["ca-certificates", "curl-minimal", "gnupg2"],
  },
} as const;

/**
 * Renders the bundle that brings a program of the Elastic Stack to a host, and starts nothing. It has to be applied
 * before that of the program's settings, which holds the version in its unit, so that another version is a restart.
 * Destroyed, it takes away a package that it has installed itself; what the program stored stays.
 *
 * @param program - the program
 * @param settings - which version, and where it comes from
 * @param platform - the host's operating system
 */
export function renderElasticSource(
  program: ElasticProgram,
  settings: ResolvedElasticSource,
  platform: Platform,
): Bundle {
  const { install, installed, remove, packages } = commands[platform.family];
  const marker = `/var/lib/portcullis/elastic/${program}`;
  const isInstalled = installed(program, settings.version);
  const origin =
    settings.archive?.url ?? repositoryOf(settings, platform.family === "debian" ? "apt" : "yum");
  return {
    name: `${program}-source`,
    packages: [...packages],
    files: [
      {
        path: `/etc/portcullis/elastic/${program}`,
        content: `# Managed by Portcullis.\n${program} ${settings.version} from ${origin}\n`,
      },
    ],
    prepare: [
      [
        `if ! ${isInstalled}; then`,
        "(",
        'work="$(mktemp -d)"',
        `trap 'rm -rf "$work"' EXIT`,
        // For apt's own user, who does the downloading.
        'chmod 0755 "$work"',
        ...install(program, settings),
        `install -D -m 0644 /dev/null ${marker}`,
        ")",
        "fi",
      ].join("\n"),
    ],
    validate: [isInstalled],
    deactivate: [`if [ -f ${marker} ]; then\n${remove(program)} >/dev/null\nrm -f ${marker}\nfi`],
  };
}
