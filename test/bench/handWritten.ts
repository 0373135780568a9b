import type { Bundle, BundleFile, BundleService } from "../../components/host/bundle";
import { modeOf } from "../../components/host/payload";

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A file by a here-document, as one writes it into a script by hand. */
function write(file: BundleFile): string {
  const folder = file.path.slice(0, file.path.lastIndexOf("/"));
  const newline = file.content.endsWith("\n") ? "" : "\n";
  return [
    `mkdir -p ${folder}`,
    `cat >${file.path} <<'END_OF_FILE'\n${file.content}${newline}END_OF_FILE`,
    `chmod ${modeOf(file)} ${file.path}`,
    ...(file.owner === undefined ? [] : [`chown ${file.owner} ${file.path}`]),
  ].join("\n");
}

/** What is changed on the host's units: nothing runs with a configuration from before. */
function bringUp({ unit, onChange = "reload" }: BundleService): string {
  const verb = { reload: "reload-or-restart", restart: "restart", none: "start" }[onChange];
  return `systemctl enable --quiet ${unit}\nsystemctl ${verb} ${unit}`;
}

/**
 * The shell script that somebody who knows the outcome would write for one host: one package run for all, each file
 * written once and without a look at what stood there, one daemon-reload, then whatever the bundles themselves have to
 * run. It has none of what the applier gives beyond the outcome: no copies, no journal, no way back, no check at the
 * end, no second connection. Nothing is in it that the applier does not do as well.
 *
 * @param bundles - in the order in which they come into force
 */
export function handWrittenScript(bundles: readonly Bundle[]): string {
  const packages = [...new Set(bundles.flatMap((bundle) => bundle.packages ?? []))].sort();
  return [
    "set -eu",
    "export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1",
    "apt-get -qq update",
    `apt-get -qq -y --no-install-recommends -o Dpkg::Options::=--force-confold install ${packages.join(" ")} >/dev/null`,
    ...bundles.flatMap(({ files, absent = [] }) => [
      ...files.map(write),
      ...absent.map((path) => `rm -f ${path}`),
    ]),
    "systemctl daemon-reload",
    ...bundles.flatMap(({ prepare = [], validate = [], activate = [], services = [] }) => [
      // Each of its own shell, as the bundle's author means it.
      ...[...prepare, ...validate, ...activate.map(({ run }) => run)].map(
        (run) => `sh -eu -c ${quoted(run)}`,
      ),
      ...services.map(bringUp),
    ]),
    "",
  ].join("\n");
}
