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
 * @param keyring - file that apt reads it from
 */
export function renderFetchSigningKey(key: SigningKey, keyring: string): string {
  const { signingKey, fingerprint } = key;
  return [
    'folder="$(mktemp -d)"',
    `trap 'rm -rf "$folder"' EXIT`,
    `curl --fail --silent --show-error --location --proto =https --max-time 60 --output "$folder/key" ${signingKey}`,
    'export GNUPGHOME="$folder"',
    'gpg --batch --quiet --import "$folder/key"',
    `if ! gpg --batch --quiet --export ${fingerprint} >"$folder/one.gpg" || ! [ -s "$folder/one.gpg" ]; then`,
    `  echo "the key at ${signingKey} is not ${fingerprint}" >&2`,
    "  exit 1",
    "fi",
    `install -D -m 0644 "$folder/one.gpg" ${keyring}`,
  ].join("\n");
}
