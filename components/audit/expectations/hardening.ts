import type { Bundle } from "../../host/bundle";
import { bundleNamed, settingLines } from "./bundleFiles";
import type { Expectations } from "./expectations";

type Hardening = Pick<
  Expectations,
  "firewall" | "kernel" | "updates" | "journal" | "jails" | "timeSync" | "family"
>;

/** A host that is off over a weekend is not told off for it; who is behind for longer is. */
const updateHours = 72;

/** The one file of a bundle whose path matches. */
function contentOf(bundle: Bundle | undefined, path: RegExp): string | undefined {
  return bundle?.files.find((file) => path.test(file.path))?.content;
}

function firewall(bundle: Bundle): Expectations["firewall"] {
  const rules = bundle.files.filter(({ path }) => /\.(nft|rules|v4|v6)$/.test(path));
  const names = rules.map(({ path }) => path);
  const backend = names.some((name) => name.endsWith(".nft"))
    ? "nftables"
    : names.some((name) => name.startsWith("/etc/ufw/"))
      ? "ufw"
      : "iptables";
  return { backend, rules: Object.fromEntries(rules.map(({ path, content }) => [path, content])) };
}

/** Settings of apt, `Name "value";` a line, but for lists, which more than one file may add to. */
function aptSettings(text: string): Record<string, string> {
  const found = [...text.matchAll(/^([A-Za-z:-]+) "([^"]*)";$/gm)];
  return Object.fromEntries(found.map(([, name, value]) => [name!, value!]));
}

function dnfSettings(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  let section = "";
  for (const line of text.split("\n")) {
    section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section;
    const [, name, value] = /^(\w+) = (.*)$/.exec(line) ?? [];
    if (name !== undefined) found[`${section}.${name}`] = value!;
  }
  return found;
}

function updates(bundle: Bundle): Pick<Expectations, "updates" | "family"> {
  const apt = contentOf(bundle, /^\/etc\/apt\/apt\.conf\.d\//);
  const settings =
    apt === undefined ? dnfSettings(contentOf(bundle, /automatic\.conf$/) ?? "") : aptSettings(apt);
  const units = (bundle.services ?? []).map(({ unit }) => unit);
  return {
    family: apt === undefined ? "redhat" : "debian",
    updates: {
      timers: units.filter((unit) => unit.endsWith(".timer")),
      maximumHours: updateHours,
      settings,
    },
  };
}

function jails(text: string): string[] {
  const sections = text.split(/^\[/m).slice(1);
  return sections
    .filter((section) => /^enabled = true$/m.test(section))
    .map((section) => section.slice(0, section.indexOf("]")));
}

/** Single values of a file of lines. */
function values(text: string): Record<string, string> {
  return Object.fromEntries(
    [...settingLines(text, /\s*=\s*/)].map(([name, all]) => [name, all[all.length - 1]!]),
  );
}

/** What the bundles of `components/hardening` promise. */
export function hardeningExpectations(bundles: readonly Bundle[]): Hardening {
  const rules = bundleNamed(bundles, "firewall");
  const kernel = contentOf(bundleNamed(bundles, "kernel"), /^\/etc\/sysctl\.d\//);
  const automatic = bundleNamed(bundles, "automatic-updates");
  const journal = contentOf(bundleNamed(bundles, "local-logs"), /journald\.conf\.d/);
  const bans = contentOf(bundleNamed(bundles, "intrusion-prevention"), /jail\.d/);
  const clock = bundleNamed(bundles, "time-sync")?.services?.[0];
  return {
    ...(rules && { firewall: firewall(rules) }),
    ...(kernel !== undefined && { kernel: values(kernel) }),
    ...(automatic && updates(automatic)),
    ...(journal !== undefined && { journal: values(journal) }),
    ...(bans !== undefined && { jails: jails(bans) }),
    ...(clock && { timeSync: { unit: clock.unit } }),
  };
}
