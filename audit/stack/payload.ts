import { createHash } from "node:crypto";
import type { Bundle, BundleAction, BundleFile, BundleService } from "../../components/host/bundle";
import { unpack } from "../../components/host/pack";
import { type PlatformName, platforms } from "../../components/host/platform";

/** What was sent to a host, as the text of it says. Which of its files are secret is not among that. */
export interface SentBundle {
  readonly bundle: Bundle;
  readonly platform: PlatformName;
  /** SHA-256 that the host knows the bundle by. */
  readonly digest: string;
}

const mark = "\n#portcullis-bundle\n";

/** Whether a text is a bundle with the applier before it. */
export function isPayload(text: string): boolean {
  return text.includes(mark);
}

type Steps = "prepare" | "validate" | "deactivate" | "verify";

/** The lines of a bundle, taken one after the other. */
class Lines {
  private readonly all: readonly string[];
  private next = 0;

  constructor(body: string) {
    this.all = body.split("\n");
  }

  take(): string {
    const line = this.all[this.next++];
    if (line === undefined) throw new Error("a bundle in the state is cut off");
    return line;
  }

  /** The next so many lines as text, with a newline behind each. */
  text(count: string): string {
    return Array.from({ length: Number(count) }, () => `${this.take()}\n`).join("");
  }
}

/**
 * Reads back what `renderPayload` wrote.
 *
 * @throws Error where the text is not whole
 */
export function parsePayload(payload: string): SentBundle {
  const head = payload.indexOf(mark);
  const [, digest, body] = /^digest ([0-9a-f]{64})\n([^]*)end\n$/.exec(sentText(payload, head)) ?? [];
  if (head === -1 || digest === undefined || body === undefined)
    throw new Error("a bundle in the state is cut off");
  if (createHash("sha256").update(body).digest("hex") !== digest)
    throw new Error("a bundle in the state is not what its digest says");
  return { ...parseBody(body), digest };
}

/** What stands behind the mark. */
function sentText(payload: string, head: number): string {
  const sent = payload.slice(head + mark.length);
  const packed = /^packed\n(.*)\n$/.exec(sent)?.[1];
  try {
    return packed === undefined ? sent : unpack(packed);
  } catch {
    throw new Error("a bundle in the state is cut off");
  }
}

function parseBody(body: string): Omit<SentBundle, "digest"> {
  const lines = new Lines(body);
  const values: Record<string, string> = {};
  const packages: string[] = [];
  const files: BundleFile[] = [];
  const absent: string[] = [];
  const services: BundleService[] = [];
  const activate: BundleAction[] = [];
  const steps: Record<Steps, string[]> = { prepare: [], validate: [], deactivate: [], verify: [] };
  const take = (keyword: string, words: readonly string[]): void => {
    const [first = "", second = "", ...more] = words;
    if (keyword === "package") packages.push(first);
    else if (keyword === "absent") absent.push(first);
    else if (keyword === "file") {
      const [count = "", newline = "", path = ""] = more;
      const text = lines.text(count);
      const packed = newline === "packed";
      files.push({
        path,
        content: packed ? unpack(text) : newline === "+" ? text : text.slice(0, -1),
        mode: first,
        owner: second,
        ...(packed && { packed }),
      });
    } else if (keyword === "service") {
      const onChange = second as BundleService["onChange"];
      services.push({ unit: first, onChange, ...(more.length > 0 && { paths: more }) });
    } else if (keyword === "step") {
      const run = lines.text(second).replace(/\n$/, "");
      if (first === "activate") activate.push({ run, ...(more.length > 0 && { paths: more }) });
      else steps[first as Steps].push(run);
    } else values[keyword] = first;
  };
  for (let line = lines.take(); line !== ""; line = lines.take()) {
    const [keyword = "", ...words] = line.split(" ");
    take(keyword, words);
  }
  const platform = values.platform as PlatformName;
  if (!Object.hasOwn(platforms, platform)) throw new Error(`a bundle in the state is for ${platform}`);
  const trialSeconds = Number(values["trial-seconds"]);
  const bundle: Bundle = {
    name: values.name!,
    packages,
    files,
    absent,
    services,
    activate,
    ...steps,
    verifySeconds: Number(values["verify-seconds"]),
    packageLockSeconds: Number(values["package-lock-seconds"]),
    ...(trialSeconds > 0 && { trialSeconds }),
  };
  return { bundle, platform };
}
