const file = "/etc/login.defs";
const former = "/etc/login.defs.before-portcullis";

/**
 * Settings of login.defs(5). Numbers: recommendations of the CIS Debian Linux 12 Benchmark v1.1.0.
 *
 * `PASS_MAX_DAYS` is left alone: people do not choose better passwords for having to (NIST SP 800-63B-4, 3.1.1.2), and an
 * account that logs in by key is locked out once a password that nobody uses has expired.
 */
const definitions: Readonly<Record<string, string>> = {
  // 5.4.3.3: what new accounts have is for nobody else.
  UMASK: "027",
  // 5.4.1.2: a new password cannot be changed back at once.
  PASS_MIN_DAYS: "1",
  // crypt(5): where a program hashes by SHA-512 and not by PAM's yescrypt. The default of 5,000 is from 2007.
  SHA_CRYPT_MIN_ROUNDS: "100000",
  SHA_CRYPT_MAX_ROUNDS: "100000",
};

/**
 * Shell text that sets them and leaves all others as they are: what else is in the file differs between distributions. The
 * former file is kept beside it.
 */
export const defineLogins = [
  `[ -e ${former} ] || cp -p ${file} ${former}`,
  `cp -p ${file} ${file}.new`,
  ...Object.entries(definitions).map(
    ([name, value]) =>
      `if grep -q '^[[:space:]]*${name}[[:space:]]' ${file}.new; then sed -i 's/^[[:space:]]*${name}[[:space:]].*/${name} ${value}/' ${file}.new; else echo '${name} ${value}' >>${file}.new; fi`,
  ),
  `mv ${file}.new ${file}`,
].join("\n");

/** Puts the former file back. */
export const restoreDefinitions = `[ ! -e ${former} ] || mv ${former} ${file}`;

/** Shell texts that check that they are set. */
export const checkDefinitions = Object.entries(definitions).map(
  ([name, value]) => `grep -qx '${name} ${value}' ${file}`,
);
