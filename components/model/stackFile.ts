import { mendKey, mendProblems } from "./mendMarks";
import type { Path } from "./path";
import type { Position, Problem } from "./problems";
import { hidden } from "./shown";
import { suggest } from "./suggest";
import { parseYamlFile } from "./yamlFile";

const environmentKey = "portcullis:environment";
const privateKeyKey = "portcullis:sshPrivateKey";
/** Keys of ours in a stack's file. Other namespaces are not ours to judge. */
const knownKeys = [environmentKey, privateKeyKey, mendKey];

/** What a stack's file says, as far as its text goes: its settings are not checked yet. */
export interface StackFile {
  /** The value of `portcullis:environment`, each encrypted part as the text `[secret]`; undefined where there is none. */
  environment: unknown;
  /** Paths of the encrypted parts. */
  encrypted: Path[];
  /** What is wrong with the file itself. */
  problems: Problem[];
  /** Where `path` of the environment stands in the file, or what is nearest above it. */
  position(path: Path): Position;
}

/**
 * Reads the text of a stack's file, `Pulumi.<stack>.yaml`.
 *
 * @param name - the file's name in messages
 * @param text - YAML 1.2 with merge keys, as Pulumi reads it
 */
export function parseStackFile(name: string, text: string): StackFile {
  const yaml = parseYamlFile(name, text, "a stack");
  const file: StackFile = {
    environment: undefined,
    encrypted: [],
    problems: yaml.problems,
    position: (path) => yaml.position(["config", environmentKey, ...path]),
  };
  if (yaml.value === undefined) return file;
  const config = record(record(yaml.value).config);
  for (const [path, message] of misplacedKeys(config))
    file.problems.push({ message, position: yaml.position(["config", ...path]) });
  file.environment = withoutCiphers(config[environmentKey] ?? undefined, [], file.encrypted);
  const meant = Object.keys(config).some((key) => suggest(key, knownKeys) === environmentKey);
  if (file.environment === undefined && !meant)
    file.problems.push({
      message: `${environmentKey} is missing: it describes the stack's hosts and what runs on them`,
      position: yaml.position([]),
    });
  return file;
}

/** Mistakes among the keys of `config` itself, with where they stand in it. */
function misplacedKeys(config: object): [path: Path, message: string][] {
  return Object.entries(config).flatMap(([key, value]): [Path, string][] => {
    if (key === environmentKey && value === null) return [[[key], `${key} is empty`]];
    if (key === privateKeyKey && typeof value === "string")
      return [
        [
          [key],
          `${key} is a secret in plain text: replace it, and set it with \`pulumi config set --secret ${key}\``,
        ],
      ];
    if (key === mendKey)
      return mendProblems(value).map(({ path = [], message }) => [
        [key, ...path],
        `${[key, ...path].join(".")} ${message}`,
      ]);
    if (!key.startsWith("portcullis:") || knownKeys.includes(key)) return [];
    const near = suggest(key, knownKeys);
    const hint = near
      ? `did you mean "${near}"?`
      : `allowed are ${knownKeys.slice(0, -1).join(", ")} and ${knownKeys.at(-1)}`;
    return [[[key], `${key} is not a known setting; ${hint}`]];
  });
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** Whether `value` is what Pulumi writes for an encrypted one: `{secure: v1:…}`. */
function isCipher(value: object): boolean {
  return Object.keys(value).length === 1 && typeof (value as { secure?: unknown }).secure === "string";
}

function withoutCiphers(value: unknown, path: Path, encrypted: Path[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return value.map((item, index) => withoutCiphers(item, [...path, index], encrypted));
  if (isCipher(value)) {
    encrypted.push(path);
    return hidden;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutCiphers(item, [...path, key], encrypted)]),
  );
}
