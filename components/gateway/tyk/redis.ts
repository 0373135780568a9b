import { paths } from "./paths";

/** Redis's user for the gateway. */
export const redisUser = "tyk";

/** A Redis password that its configuration file can hold. */
const safe = /^[A-Za-z0-9_~-]{16,512}$/;

/**
 * Renders the configuration of the Redis on the host itself (redis.io, security): loopback, a password, and no way to
 * change settings or to run anything. It holds credentials' hashes and counters.
 *
 * @throws Error for a password with characters that mean something in the file
 */
export function renderRedis(password: string): string {
  if (!safe.test(password)) throw new Error("the password of Redis must be 16 to 512 letters, digits, _ ~ -");
  return [
    "# Managed by Portcullis.",
    "bind 127.0.0.1",
    "port 6379",
    "protected-mode yes",
    "supervised systemd",
    "daemonize no",
    "dir /var/lib/redis",
    'logfile ""',
    "save 900 1",
    // A counter or a credential must not be given up for room: a full Redis refuses instead.
    "maxmemory 256mb",
    "maxmemory-policy noeviction",
    "user default off",
    // Tyk itself needs KEYS and INFO, which are among the dangerous ones.
    `user ${redisUser} on >${password} ~* &* +@all -@admin -@dangerous +keys +info -@scripting +ping`,
    "",
  ].join("\n");
}

/** Drop-in that makes the package's unit use {@link renderRedis}. */
export function renderRedisDropIn(): string {
  return [
    "# Managed by Portcullis.",
    "[Service]",
    `LoadCredential=redis.conf:${paths.redis}`,
    "ExecStart=",
    "ExecStart=/usr/bin/redis-server ${CREDENTIALS_DIRECTORY}/redis.conf --supervised systemd --daemonize no",
    "IPAddressDeny=any",
    "IPAddressAllow=localhost",
    "RestrictAddressFamilies=AF_INET AF_UNIX",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
    "ProtectProc=invisible",
    "UMask=0077",
    "",
  ].join("\n");
}
