import type { Bundle, BundleFile } from "../../host/bundle";

/** All files of bundles, by path. */
export function filesByPath(bundles: readonly Bundle[]): ReadonlyMap<string, BundleFile> {
  return new Map(bundles.flatMap(({ files }) => files.map((file) => [file.path, file])));
}

/** Whether bundles have one of this name. */
export function bundleNamed(bundles: readonly Bundle[], name: string): Bundle | undefined {
  return bundles.find((bundle) => bundle.name === name);
}

/**
 * The settings in a file of lines, those without comments: each keyword with all of its values, in order.
 *
 * @param text - the file
 * @param separator - what stands between keyword and value
 */
export function settingLines(text: string, separator: RegExp): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const match = separator.exec(line);
    if (/^\s*([#;[]|\/\/|$)/.test(line) || !match) continue;
    const keyword = line.slice(0, match.index).trim();
    found.set(keyword, [...(found.get(keyword) ?? []), line.slice(match.index + match[0].length).trim()]);
  }
  return found;
}
