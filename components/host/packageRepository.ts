/** Where the key of a package repository is, and which one it has to be. */
export interface SigningKey {
  /** HTTPS URL of the OpenPGP key. */
  signingKey: string;
  /** Its fingerprint, 40 hexadecimal digits in upper case. */
  fingerprint: string;
}

/**
 * Shell text that downloads the key of a package repository and takes it where it is the one whose fingerprint is
 * known, and nothing else of what came with it. Needs the packages curl, ca-certificates and gpg.
 *
 * @param key - where it is, and its fingerprint
 * @param keyring - file that it is written to
 * @param form - `binary` for apt, `armored` for rpm
 */
export function renderFetchSigningKey(
  key: SigningKey,
  keyring: string,
  form: "binary" | "armored" = "binary",
): string {
  const { signingKey, fingerprint } = key;
  const exportKey = `gpg --batch --quiet ${form === "armored" ? "--armor " : ""}--export`;
  return [
    'folder="$(mktemp -d)"',
    `trap 'rm -rf "$folder"' EXIT`,
    `curl --fail --silent --show-error --location --proto =https --max-time 60 --output "$folder/key" ${signingKey}`,
    'export GNUPGHOME="$folder"',
    'gpg --batch --quiet --import "$folder/key"',
    `if ! ${exportKey} ${fingerprint} >"$folder/one.gpg" || ! [ -s "$folder/one.gpg" ]; then`,
    `  echo "the key at ${signingKey} is not ${fingerprint}" >&2`,
    "  exit 1",
    "fi",
    `install -D -m 0644 "$folder/one.gpg" ${keyring}`,
  ].join("\n");
}

/** A repository of Debian packages. */
export interface AptRepository {
  /** Its URL. */
  repository: string;
  /** Suite, such as `bookworm`. */
  suite: string;
  /** Component, such as `main`. */
  component: string;
}

/**
 * A source of packages as apt reads it (sources.list(5), deb822 style).
 *
 * @param from - the repository
 * @param keyring - file with the one key that it is believed by
 */
export function renderAptSource(from: AptRepository, keyring: string): string {
  const { repository, suite, component } = from;
  return [
    "# Managed by Portcullis.",
    "Types: deb",
    `URIs: ${repository}`,
    `Suites: ${suite}`,
    `Components: ${component}`,
    `Signed-By: ${keyring}`,
    "",
  ].join("\n");
}
