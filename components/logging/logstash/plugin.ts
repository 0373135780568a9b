/** Value of a plugin's option. */
export type OptionValue = string | number | boolean | readonly string[];

/**
 * A text of Logstash's configuration language. With `config.support_escapes` off, as it is by default, a backslash
 * stands for itself, and there is no way to write the quotation mark that surrounds a text.
 *
 * @throws Error where the text holds what cannot be written
 */
function quoted(text: string): string {
  if (/["\n\r]/.test(text))
    throw new Error("Logstash's configuration cannot hold a text with \" or a line break");
  return `"${text}"`;
}

function rendered(value: OptionValue): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "object") return `[${value.map(quoted).join(", ")}]`;
  return String(value);
}

/** One plugin with its options, as lines. */
export function plugin(name: string, options: Readonly<Record<string, OptionValue>>): string[] {
  return [
    `${name} {`,
    ...Object.entries(options).map(([option, value]) => `  ${option} => ${rendered(value)}`),
    "}",
  ];
}

/** A section of a pipeline, or a branch of one, around its lines. */
export function around(head: string, lines: readonly string[]): string[] {
  return [`${head} {`, ...lines.map((line) => `  ${line}`), "}"];
}

/** The text of a file. */
export function pipelineFile(lines: readonly string[]): string {
  return ["# Managed by Portcullis.", ...lines, ""].join("\n");
}
