import { createHash } from "node:crypto";
import { packedApplier } from "./applier";
import type { Bundle, BundleFile } from "./bundle";
import { pack, packProgram } from "./pack";
import type { Platform } from "./platform";

/** The mode that a file gets where its bundle names none: 0600 for a secret, else 0644. */
export function modeOf(file: BundleFile): string {
  return file.mode ?? (file.secret ? "0600" : "0644");
}

function lines(text: string): { count: number; newline: "+" | "-"; body: string } {
  if (text === "") return { count: 0, newline: "+", body: "" };
  const newline = text.endsWith("\n") ? "+" : "-";
  const body = newline === "+" ? text : `${text}\n`;
  return { count: body.split("\n").length - 1, newline, body };
}

function step(kind: string, run: string, paths: readonly string[] = []): string {
  const { count, body } = lines(run);
  return `step ${[kind, count, ...paths].join(" ")}\n${body}`;
}

/** The bundle as lines. Within what is compressed as a whole, programs are not compressed once more. */
function renderBody(bundle: Bundle, platform: Platform, whole: boolean): string {
  const steps = (kind: "prepare" | "validate" | "deactivate" | "verify"): string[] =>
    (bundle[kind] ?? []).map((run) => step(kind, run));
  return [
    `name ${bundle.name}\n`,
    `platform ${platform.name}\n`,
    `trial-seconds ${bundle.trialSeconds ?? 0}\n`,
    `verify-seconds ${bundle.verifySeconds ?? 15}\n`,
    `package-lock-seconds ${bundle.packageLockSeconds ?? 300}\n`,
    ...(bundle.packages ?? []).map((name) => `package ${name}\n`),
    ...bundle.files.map((file) => {
      const { count, newline, body } =
        file.packed && !whole
          ? { count: 1, newline: "packed", body: `${packProgram(file.content)}\n` }
          : lines(file.content);
      return `file ${modeOf(file)} ${file.owner ?? "root:root"} ${count} ${newline} ${file.path}\n${body}`;
    }),
    ...(bundle.absent ?? []).map((path) => `absent ${path}\n`),
    ...(bundle.services ?? []).map(
      (service) =>
        `service ${[service.unit, service.onChange ?? "reload", ...(service.paths ?? [])].join(" ")}\n`,
    ),
    ...steps("prepare"),
    ...steps("validate"),
    ...(bundle.activate ?? []).map((action) => step("activate", action.run, action.paths)),
    ...steps("deactivate"),
    ...steps("verify"),
  ].join("");
}

/**
 * What is sent to the host: the applier with the bundle behind it, as text that a preview can show line by line. No preview
 * shows a bundle with secrets, so that it is sent compressed: a stack's state holds it twice, and file backends write all
 * of the state after each step.
 *
 * @throws Error where the bundle cannot be sent as it is; nothing has been changed then
 */
export function renderPayload(bundle: Bundle, platform: Platform): string {
  checkBundle(bundle);
  const whole = isSecret(bundle);
  const body = renderBody(bundle, platform, whole);
  const digest = createHash("sha256").update(body).digest("hex");
  const text = `digest ${digest}\n${body}end\n`;
  return `${packedApplier()}\n#portcullis-bundle\n${whole ? `packed\n${pack(text)}\n` : text}`;
}

/** One line a file for previews: what it is and, unless it is secret, the beginning of its SHA-256. */
export function summarize(bundle: Bundle): string[] {
  return bundle.files.map((file) => {
    const digest = createHash("sha256").update(file.content).digest("hex").slice(0, 12);
    return `${file.path} ${modeOf(file)} ${file.secret ? "secret" : digest}`;
  });
}

/** Whether a bundle holds anything that must not be shown. */
export function isSecret(bundle: Bundle): boolean {
  return bundle.files.some((file) => file.secret);
}

function checkBundle(bundle: Bundle): void {
  const fail = (what: string): never => {
    throw new Error(`bundle ${bundle.name}: ${what}`);
  };
  if (!/^[a-z][a-z0-9-]*$/.test(bundle.name))
    fail("its name has to be lower-case letters, digits and hyphens");
  const seen = new Set<string>();
  const words = [...(bundle.packages ?? []), ...(bundle.services ?? []).map((service) => service.unit)];
  for (const word of words) {
    if (!/^[A-Za-z0-9@:._+-]+$/.test(word)) fail(`"${word}" is not the name of a package or a unit`);
  }
  for (const path of [...bundle.files.map((file) => file.path), ...(bundle.absent ?? [])]) {
    if (!/^(\/[A-Za-z0-9@:._+-]+)+$/.test(path) || /\/\.\.?(\/|$)/.test(path))
      fail(`"${path}" is not a plain absolute path`);
    if (seen.has(path)) fail(`${path} is named twice`);
    seen.add(path);
  }
  for (const { paths = [] } of [...(bundle.services ?? []), ...(bundle.activate ?? [])]) {
    for (const path of paths) {
      if (!seen.has(path)) fail(`something waits for changes of ${path}, which is not a file of the bundle`);
    }
  }
  for (const file of bundle.files) {
    const mode = modeOf(file);
    if (!/^[0-7]{4}$/.test(mode)) fail(`mode "${mode}" of ${file.path} is not four octal digits`);
    if (file.secret && !mode.endsWith("0"))
      fail(`${file.path} is secret, but mode ${mode} lets everybody read it: use 0600 or 0640`);
    if (!/^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/.test(file.owner ?? "root:root"))
      fail(`owner "${file.owner}" of ${file.path} is not user:group`);
    if (file.content.includes("\0")) fail(`${file.path} is not text: it has a NUL character`);
  }
}
