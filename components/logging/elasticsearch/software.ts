import type { Bundle } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import { ConfigurationError } from "../../model/problems";
import type { ResolvedElasticsearch } from "../../model/types";
import { renderElasticSource } from "../elasticSource";
import { elasticsearchUser, paths } from "./paths";

const folder = "/usr/local/lib/portcullis";

/** Folder of the program on a host. */
export function elasticsearchHome({ tarball }: ResolvedElasticsearch): string {
  return tarball ? `${folder}/elasticsearch-${tarball.sha512.slice(0, 16)}` : "/usr/share/elasticsearch";
}

/** Unpacks an archive beside the one that runs; half of one is never in its place. */
function unpack(settings: ResolvedElasticsearch, { url, sha512 }: { url: string; sha512: string }): string {
  const home = elasticsearchHome(settings);
  const sum = `echo '${sha512}  ${home}.tar.gz' | sha512sum --check --status`;
  return [
    `if ! [ -x '${home}/bin/elasticsearch' ]; then`,
    `  rm -rf '${home}.new' && mkdir -p '${home}.new'`,
    `  curl --silent --show-error --fail --location --max-time 900 --output '${home}.tar.gz' '${url}'`,
    `  if ! ${sum}; then`,
    `    rm -f '${home}.tar.gz'`,
    `    echo '${url} does not have the SHA-512 ${sha512}' >&2`,
    "    exit 1",
    "  fi",
    `  tar --extract --gzip --no-same-owner --strip-components=1 --directory='${home}.new' --file='${home}.tar.gz'`,
    // Nobody's files of somebody else's umask: the server only reads here.
    `  chmod -R a+rX,go-w '${home}.new'`,
    `  rm -rf '${home}' '${home}.tar.gz'`,
    `  mv '${home}.new' '${home}'`,
    "fi",
  ].join("\n");
}

/** An archive as a bundle, like that of a package. */
function renderTarball(
  settings: ResolvedElasticsearch,
  tarball: NonNullable<ResolvedElasticsearch["tarball"]>,
): Bundle {
  return {
    name: "elasticsearch-source",
    packages: ["ca-certificates", "curl"],
    files: [],
    prepare: [unpack(settings, tarball)],
    validate: [`test -x ${elasticsearchHome(settings)}/bin/elasticsearch`],
  };
}

/**
 * Renders the bundle that brings the program and its user to a host, and starts nothing.
 *
 * @param settings - where it comes from
 * @param platform - the host's operating system
 * @throws ConfigurationError where the platform cannot run it
 */
export function renderElasticsearchSoftware(settings: ResolvedElasticsearch, platform: Platform): Bundle {
  if (platform.family !== "debian") {
    throw new ConfigurationError([
      { path: ["elasticsearch"], message: `is not offered on ${platform.name}: use Debian or Ubuntu` },
    ]);
  }
  const { source, tarball } = settings;
  const bundle = tarball
    ? renderTarball(settings, tarball)
    : renderElasticSource("elasticsearch", source, platform);
  const user = {
    path: paths.sysusers,
    content: `# Managed by Portcullis.\nu ${elasticsearchUser} - "Elasticsearch" ${paths.data}\n`,
  };
  return {
    ...bundle,
    files: [...bundle.files, user],
    prepare: [...(bundle.prepare ?? []), `systemd-sysusers ${paths.sysusers}`],
    validate: [...(bundle.validate ?? []), `id ${elasticsearchUser} >/dev/null`],
  };
}
