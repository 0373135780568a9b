import { redisSandbox } from "../redisSandbox";
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
    "maxmemory 256mb",
    // Tyk lets a call pass that a full Redis does not count, so that counts make room, those that end soonest first. A
    // quota's count (30 days) goes before the session that knows when it ends (31 days). Consumers' credentials do not
    // expire and stay; of issuers' subjects Tyk makes a session of the next token. Issuers' keys are not kept here.
    "maxmemory-policy volatile-ttl",
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
    ...redisSandbox,
    "",
  ].join("\n");
}
