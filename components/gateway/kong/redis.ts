import type { Bundle } from "../../host/bundle";
import { redisSandbox } from "../redisSandbox";

/** The Redis on the host itself that counts where the settings name no other. */
export const localRedis = { host: "127.0.0.1", port: 6379, username: "kong" } as const;

const configuration = "/etc/redis/portcullis.conf";
const dropIn = "/etc/systemd/system/redis-server.service.d/portcullis.conf";

/** A password that Redis's configuration can hold as it is. */
const safe = /^[A-Za-z0-9_~-]{16,512}$/;

function renderConfiguration(password: string): string {
  if (!safe.test(password)) throw new Error("the password of Redis must be 16 to 512 letters, digits, _ ~ -");
  return [
    "# Managed by Portcullis.",
    `bind ${localRedis.host}`,
    `port ${localRedis.port}`,
    "protected-mode yes",
    "supervised systemd",
    "daemonize no",
    "dir /var/lib/redis",
    'logfile ""',
    // A month's counts outlive a restart.
    "appendonly yes",
    "maxmemory 256mb",
    // A count must not be given up for room: a full Redis refuses, and Kong then refuses too.
    "maxmemory-policy noeviction",
    "user default off",
    `user ${localRedis.username} on >${password} ~* &* +@all -@admin -@dangerous`,
    "",
  ].join("\n");
}

/**
 * Renders the bundle of that Redis: loopback, a user with a password, and no way to change its settings
 * (redis.io, Security and ACL).
 *
 * @throws Error for a password with characters that mean something in its configuration
 */
export function renderLocalRedis(password: string): Bundle {
  return {
    name: "gateway-redis",
    packages: ["redis-server"],
    files: [
      {
        path: configuration,
        content: renderConfiguration(password),
        mode: "0640",
        owner: "root:redis",
        secret: true,
      },
      {
        path: dropIn,
        content: [
          "# Managed by Portcullis.",
          "[Service]",
          "ExecStart=",
          `ExecStart=/usr/bin/redis-server ${configuration} --supervised systemd --daemonize no`,
          ...redisSandbox,
          "",
        ].join("\n"),
      },
    ],
    services: [{ unit: "redis-server.service", onChange: "restart" }],
    // It answers, and nobody without a password gets in.
    verify: [`redis-cli -h ${localRedis.host} -p ${localRedis.port} ping 2>&1 | grep -q NOAUTH`],
  };
}
