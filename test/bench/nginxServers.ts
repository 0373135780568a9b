import { hostExec, type LocalHost, until } from "../e2e/support";

/** TCP port of {@link startUpstream}. */
export const upstreamPort = 8090;
/** TCP port of {@link startStockProxy}. */
export const stockPort = 8443;

async function root(host: LocalHost, command: string, input?: string): Promise<void> {
  const { code, stdout, stderr } = await hostExec(host, ["sh", "-c", command], { input });
  if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
}

/** Runs the distribution's nginx once more, with a configuration of its own beside the edge's. */
async function startNginx(
  host: LocalHost,
  name: string,
  port: number,
  server: readonly string[],
): Promise<void> {
  const configuration = [
    "user www-data;",
    "worker_processes auto;",
    `pid /run/${name}.pid;`,
    "events { worker_connections 1024; }",
    "http {",
    // As the distribution's nginx.conf has them.
    "    sendfile on;",
    "    tcp_nopush on;",
    "    include /etc/nginx/mime.types;",
    `    access_log /var/log/nginx/${name}.log;`,
    "    server {",
    ...server.map((line) => `        ${line}`),
    "    }",
    "}",
    "",
  ].join("\n");
  const file = `/etc/${name}.conf`;
  await root(host, `cat >${file}`, configuration);
  await root(host, `systemd-run --quiet --unit=${name} nginx -g 'daemon off;' -c ${file}`);
  await until(async () => (await hostExec(host, ["sh", "-c", `ss -Hltn | grep -q ':${port} '`])).code === 0, {
    limitSeconds: 60,
    what: `${name} to listen`,
  });
}

/** An upstream that costs next to nothing: one answer out of nginx's memory. */
export function startUpstream(host: LocalHost): Promise<void> {
  return startNginx(host, "bench-upstream", upstreamPort, [
    `listen ${upstreamPort};`,
    "default_type application/json;",
    `location / { return 200 '{"items":[]}'; }`,
  ]);
}

/** What somebody would write who has five minutes: TLS and `proxy_pass`, all else as nginx has it. */
export function startStockProxy(host: LocalHost, certificate: { chain: string; key: string }): Promise<void> {
  return startNginx(host, "bench-stock", stockPort, [
    `listen ${stockPort} ssl;`,
    `ssl_certificate ${certificate.chain};`,
    `ssl_certificate_key ${certificate.key};`,
    `location / { proxy_pass http://127.0.0.1:${upstreamPort}; }`,
  ]);
}
