/** One executable that a host downloads. */
export interface ExecutableSource {
  /** Where it is; plain HTTP will do, since the sum decides. */
  readonly url: string;
  /** Its SHA-256, 64 hexadecimal digits in lower case. */
  readonly sha256: string;
}

/** What an executable adds to a bundle. */
export interface ExecutableParts {
  /** Packages that the download needs. */
  readonly packages: string[];
  /** Shell text that makes sure of the executable. */
  readonly prepare: string[];
  /** Path of the executable: another one for another sum, so that the former one is there to go back to. */
  readonly binary: string;
}

/**
 * Renders the download of an executable that is refused unless its sum is the one that is known.
 *
 * @param source - where it is, and its sum
 * @param folder - folder on the host that the bundle has other files in, or that is there
 * @param name - beginning of its name
 */
export function renderExecutable(source: ExecutableSource, folder: string, name: string): ExecutableParts {
  const { url, sha256 } = source;
  const binary = `${folder}/${name}-${sha256.slice(0, 16)}`;
  const sum = `printf '%s  %s\\n' ${sha256} '${binary}.new' | sha256sum --check --quiet`;
  return {
    packages: ["curl", "ca-certificates"],
    prepare: [
      [
        `if ! [ -x '${binary}' ]; then`,
        `  curl --silent --show-error --fail --location --max-time 300 --output '${binary}.new' '${url}'`,
        `  ${sum}`,
        `  chmod 0755 '${binary}.new'`,
        `  mv '${binary}.new' '${binary}'`,
        "fi",
      ].join("\n"),
    ],
    binary,
  };
}
