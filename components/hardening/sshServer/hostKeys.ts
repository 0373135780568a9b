const rsa = "/etc/ssh/ssh_host_rsa_key";
const former = "/etc/ssh/ssh_host_rsa_key.before-portcullis";

/** Path of the group-exchange primes that are long enough. */
export const moduliFile = "/etc/ssh/moduli.portcullis";

/**
 * Makes host keys that are missing, and an RSA key of 4096 bits in place of a shorter one, which is kept beside it.
 * The Ed25519 key stays as it is: it is the one that connections are pinned to.
 *
 * @param pinnedToRsa - connections are pinned to the RSA key: a shorter one is refused instead of being replaced
 */
export function prepareHostKeys(pinnedToRsa: boolean): string {
  const refuse = `if [ "\${bits:-0}" -gt 0 ]; then
    echo "connections are pinned to the host's RSA key, which has $bits bits and would be replaced by one of 4096: pin the host's Ed25519 key instead (/etc/ssh/ssh_host_ed25519_key.pub)" >&2
    exit 1
  fi`;
  return `[ -s /etc/ssh/ssh_host_ed25519_key ] || ssh-keygen -q -t ed25519 -N '' -C '' -f /etc/ssh/ssh_host_ed25519_key
bits=$(ssh-keygen -l -f ${rsa} 2>/dev/null | cut -d ' ' -f 1)
if [ "\${bits:-0}" -lt 4096 ]; then
  ${pinnedToRsa ? refuse : ":"}
  rm -f ${rsa}.new ${rsa}.new.pub
  ssh-keygen -q -t rsa -b 4096 -N '' -C '' -f ${rsa}.new
  if [ -e ${rsa} ] && [ ! -e ${former} ]; then
    mv ${rsa} ${former}
    mv ${rsa}.pub ${former}.pub
  fi
  mv ${rsa}.new.pub ${rsa}.pub
  mv ${rsa}.new ${rsa}
fi`;
}

/** Puts a shorter RSA key back that the host had before. */
export const restoreHostKeys = `if [ -e ${former} ]; then
  mv ${former} ${rsa}
  mv ${former}.pub ${rsa}.pub
fi`;

/** Primes of at least 3072 bits (column 5 holds one less); below, group exchange is within reach of large attackers. */
export const prepareModuli = `awk '$5 >= 3071' /etc/ssh/moduli >${moduliFile}.new
mv ${moduliFile}.new ${moduliFile}`;

/** Takes the filtered primes away. */
export const removeModuli = `rm -f ${moduliFile}`;
