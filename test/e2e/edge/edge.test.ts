import { renderCertificates } from "../../../components/edge/certificate/render";
import { edgeUnit, renderEdge } from "../../../components/edge/render";
import { certificateRequests } from "../../../components/edge/sites";
import { renderDemoApi } from "../../../components/demo/render";
import type { Bundle } from "../../../components/host/bundle";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { Edge } from "../../../components/model/types";
import type { Pebble } from "../../../local/acme";
import { send } from "../bundle/direct";
import { hostExec, type LocalHost, openEnvironment, type TestEnvironment, until } from "../support";
import { ask, canary, flood, handshake, raw } from "./client";

const name = "api.example.test";
const other = "orders.example.test";
const release = { nginx: "bookworm", apache: "trixie" } as const;

let environment: TestEnvironment;
let pebble: Pebble;

beforeAll(async () => {
  environment = await openEnvironment("edge");
  pebble = await environment.environment.startPebble({ addresses: {} });
});
afterAll(() => environment.dispose());

describe.each(["nginx", "apache"] as const)("%s", (server) => {
  let host: LocalHost;

  const edge = (parts: Partial<Edge> = {}): ReturnType<typeof resolve<"edge">> =>
    resolve("edge", {
      server,
      sites: [{ names: [name], upstream: { url: "http://127.0.0.1:8080" } }],
      // Long enough for clients on a machine that is busy with other things.
      timeouts: { header: 60, body: 300 },
      limits: { requestsPerSecond: 1000 },
      ...parts,
    });
  const platform = platforms[release[server] === "bookworm" ? "debian-12" : "debian-13"];
  const apply = async (bundle: Bundle): Promise<string> => {
    const { code, stdout, stderr } = await send(host, "apply", bundle);
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };
  /** Applies another edge and starts the server anew: for a moment after a reload, former workers still take connections. */
  async function applyAnew(parts: Partial<Edge> = {}): Promise<void> {
    await apply(renderEdge(edge(parts), platform));
    await root(`systemctl restart ${edgeUnit(edge())}`);
  }
  const certificates = (settings = edge(), url = pebble.directoryUrl): Bundle =>
    renderCertificates(
      resolve("certificates", { email: "ops@example.test", directory: url, directoryCa: pebble.caPem }),
      certificateRequests(settings),
      edgeUnit(settings),
    );
  async function root(command: string): Promise<string> {
    const { code, stdout, stderr } = await hostExec(host, ["sh", "-c", command]);
    if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
    return stdout;
  }
  const log = (): Promise<string> =>
    root(`cat /var/log/${server === "nginx" ? "nginx" : "apache2"}/access.log`);

  beforeAll(async () => {
    host = await environment.startHost({ name: server, release: release[server] });
    await pebble.setAddress(name, host.address);
    await pebble.setAddress(other, host.address);
    await apply(renderDemoApi(resolve("demoApi", {})));
    await apply(renderEdge(edge(), platform));
  });

  test("serves with a self-signed certificate before one is issued, and goes on when issuing fails", async () => {
    expect(await ask(host.address)).toMatchObject({ status: 200, issuer: "CN=self-signed" });
    await pebble.setAddress(name, pebble.address);
    const refused = await send(host, "apply", certificates());
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toMatch(/urn:ietf:params:acme:error:\w+/);
    await pebble.setAddress(name, host.address);
    expect(await ask(host.address)).toMatchObject({ status: 200, issuer: "CN=self-signed" });
  });

  test("gets a certificate that clients trust, and none anew as long as it is good", async () => {
    await apply(certificates());
    const ca = await pebble.rootPem();
    // A former worker may take a connection after the reload.
    const first = await until(() => ask(host.address, { ca }), {
      limitSeconds: 120,
      what: "a certificate that is trusted",
    });
    expect(first).toMatchObject({ status: 200, headers: { "content-type": "application/json" } });
    expect(first.issuer).toContain("Pebble");
    await root(`systemctl start portcullis-certificate@${name}.service`);
    expect(await apply({ ...certificates(), verifySeconds: 16 })).toContain("changed");
    expect((await ask(host.address, { ca })).serial).toBe(first.serial);
    expect(await root(`systemctl is-active portcullis-certificate@${name}.timer`)).toBe("active\n");
    expect(
      await root(
        `find /etc/portcullis/tls /var/lib/portcullis-acme -name '*.key' -o -name 'privkey.pem' | xargs stat -L -c %a | sort -u`,
      ),
    ).toBe("600\n");
  });

  test("is renewed on request without a dropped connection", async () => {
    const ca = await pebble.rootPem();
    const before = await ask(host.address, { ca });
    let during = 0;
    const order = JSON.stringify({ item: "tea", quantity: 3 });
    const held = await ask(host.address, {
      ca,
      body: [
        order.slice(0, 10),
        async () => {
          let done = false;
          const renewal = root(`systemctl start portcullis-certificate-renew@${name}.service`).finally(() => {
            done = true;
          });
          while (!done) {
            expect((await ask(host.address, { ca })).status).toBe(200);
            during++;
          }
          await renewal;
          await until(async () => (await ask(host.address, { ca })).serial !== before.serial, {
            limitSeconds: 120,
            what: "the new certificate to be served",
          });
        },
        order.slice(10),
      ],
    });
    expect(during).toBeGreaterThan(0);
    expect(held).toMatchObject({ status: 201, serial: before.serial });
  });

  test("asks for another certificate when the names change", async () => {
    const both = edge({ sites: [{ names: [name, other], upstream: { url: "http://127.0.0.1:8080" } }] });
    await apply(renderEdge(both, platform));
    await apply(certificates(both));
    const ca = await pebble.rootPem();
    const answer = await until(() => ask(host.address, { name: other, ca }), {
      limitSeconds: 120,
      what: "a certificate for both names",
    });
    expect(answer.status).toBe(200);
  });

  test("redirects HTTP with path and query, refuses unknown names", async () => {
    const get = (path: string, to: string): string =>
      `GET ${path} HTTP/1.1\r\nHost: ${to}\r\nConnection: close\r\n\r\n`;
    for (const address of [host.address, host.address6]) {
      const redirect = await raw(address, 80, get("/orders?limit=1%202", name));
      expect(redirect.text).toMatch(/^HTTP\/1.1 308 /);
      expect(redirect.text).toMatch(new RegExp(`^location: https://${name}/orders\\?limit=1%202\r$`, "im"));
    }
    const unknown = await raw(host.address, 80, get("/", "else.example.test"));
    expect(unknown.text).not.toMatch(/^HTTP\/1.1 [23]/);
    if (server === "nginx") {
      expect(await handshake(host.address, { servername: "else.example.test" })).toMatch(/unrecognized name/);
    } else {
      const refused = await ask(host.address, { name: "else.example.test" });
      expect(refused).toMatchObject({ status: 421, issuer: "CN=self-signed" });
    }
  });

  test("offers TLS 1.2 and 1.3 with strong suites alone", async () => {
    const only = (version: "TLSv1" | "TLSv1.1" | "TLSv1.2" | "TLSv1.3", ciphers = "ALL"): Promise<string> =>
      handshake(host.address, {
        minVersion: version,
        maxVersion: version,
        ciphers: `${ciphers}:@SECLEVEL=0`,
      });
    expect(await only("TLSv1")).toMatch(/alert protocol version/);
    expect(await only("TLSv1.1")).toMatch(/alert protocol version/);
    expect(await only("TLSv1.2")).toBe("TLSv1.2");
    expect(await only("TLSv1.3")).toBe("TLSv1.3");
    for (const weak of ["ECDHE-ECDSA-AES128-SHA", "AES128-GCM-SHA256", "DHE-RSA-AES128-GCM-SHA256"]) {
      expect(await only("TLSv1.2", weak)).toMatch(/handshake failure/);
    }
  });

  test("sends security headers and problems that do not name the software", async () => {
    for (const address of [host.address, host.address6]) {
      expect((await ask(address)).headers).toMatchObject({
        "strict-transport-security": "max-age=63072000; includeSubDomains",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
      });
    }
    const large = await ask(host.address, { json: "x".repeat(1_100_000) });
    expect(large).toMatchObject({ status: 413, headers: { "content-type": "application/problem+json" } });
    expect(JSON.parse(large.body)).toEqual({ type: "about:blank", title: "Content Too Large", status: 413 });
    await root("systemctl stop portcullis-demo-api");
    const down = await ask(host.address);
    await root("systemctl start portcullis-demo-api");
    expect([502, 503]).toContain(down.status);
    expect(down.headers["content-type"]).toBe("application/problem+json");
    expect(down.body).not.toMatch(/nginx|apache/i);
    expect(down.headers.server).not.toMatch(/\d/);
    await until(async () => (await ask(host.address)).status === 200, {
      limitSeconds: 120,
      what: "the API to be back",
    });
  });

  test("cuts a client that sends its header too slowly", async () => {
    await applyAnew({ timeouts: { header: 2, body: 300 } });
    const { text, ms } = await raw(host.address, 80, `GET / HTTP/1.1\r\nHost: ${name}\r\nX-Slow: `);
    await applyAnew();
    expect(ms).toBeGreaterThan(1500);
    // Below the servers' own defaults: 60 s (nginx), 20 s (Apache).
    expect(ms).toBeLessThan(20_000);
    expect(text).not.toMatch(/ 308 /);
  });

  test("logs each request as JSON with its id and without secrets", async () => {
    const secret = canary();
    // A UUID by itself is an identifier; what is as long as a key is a secret.
    const key = `${secret}${secret}`;
    const mark = canary();
    const { headers } = await ask(host.address, {
      path: `/orders/${mark}/access-token/${secret}?token=${secret}`,
      headers: {
        authorization: `Bearer ${secret}`,
        cookie: `session=${secret}`,
        "x-request-id": secret,
        "user-agent": 'quote " and \\ backslash',
        referer: `https://elsewhere.example.test/?q=${secret}`,
      },
    });
    await ask(host.address, { path: `/${key}`, headers: { "user-agent": `Bearer ${secret}` } });
    expect(headers["x-request-id"]).toBeDefined();
    expect(headers["x-request-id"]).not.toBe(secret);
    await raw(host.address, 80, `GET /${key} HTTP/1.0\r\nHost: ${key}\r\n\r\n`);
    await raw(host.address, 80, 'G\x01T /\xff"\\ HTTP/1.1\r\nHost: x\r\n\r\n');
    await until(async () => (await log()).includes(mark), { limitSeconds: 120, what: "the log line" });
    const text = await log();
    expect(text).not.toContain(secret);
    expect(await root("cat /var/log/nginx/* /var/log/apache2/* 2>/dev/null || :")).not.toContain(secret);
    const lines = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.find((line) => String(line["url.path"]).includes(mark))).toMatchObject({
      "event.dataset": "portcullis.access",
      "event.module": server,
      "http.request.id": headers["x-request-id"],
      "url.path": `/orders/${mark}/access-[redacted]`,
      "http.request.method": "GET",
      "http.response.status_code": 404,
      "url.domain": name,
      "tls.version": "TLSv1.3",
    });
  });

  test("limits the requests of an address, and tells when to come back", async () => {
    const [rate, burst] = [1, 5];
    await applyAnew({ limits: { requestsPerSecond: rate, burst } });
    const { answers, seconds } = await flood(host.address, 300);
    const limited = answers.filter(({ status }) => status === 429);
    // As many as may pass in the time that it took: a leaky bucket, or windows of 10 s of which two may be begun.
    const most =
      server === "nginx" ? 1 + burst + rate * seconds : (10 * rate + burst) * (Math.floor(seconds / 10) + 2);
    expect(limited).not.toEqual([]);
    expect(answers.length - limited.length).toBeLessThanOrEqual(most);
    expect(limited[0]!.text).toMatch(/^retry-after: \d+\r$/im);
    expect(limited[0]!.text).toMatch(/^content-type: application\/problem\+json\r$/im);
    // What bans them counts these lines.
    const refused =
      server === "nginx"
        ? { "portcullis.upstream.status_code": null }
        : { "portcullis.edge.status_code": "429" };
    const lines = (await log()).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
      expect.objectContaining({ "http.response.status_code": 429, ...refused }),
    );
  });

  test("runs in a sandbox, and so does the API", async () => {
    const exposure = async (unit: string): Promise<number> =>
      Number(
        /: ([\d.]+) /.exec(await root(`systemd-analyze security --no-pager ${unit} | grep Overall`))![1],
      );
    expect(await exposure("portcullis-demo-api.service")).toBeLessThanOrEqual(2);
    expect(await exposure(edgeUnit(edge()))).toBeLessThanOrEqual(3);
    expect(await exposure(`portcullis-certificate@${name}.service`)).toBeLessThan(3);
  });

  test("gives way to the other server, with the same certificate", async () => {
    const ca = await pebble.rootPem();
    const { serial } = await ask(host.address, { ca });
    const switched = edge({ server: server === "nginx" ? "apache" : "nginx" });
    await apply(renderEdge(switched, platform));
    expect(await ask(host.address, { ca })).toMatchObject({ status: 200, serial });
    expect(
      await root(
        `systemctl is-enabled ${edgeUnit(edge())} || :; systemctl is-active ${edgeUnit(edge())} || :`,
      ),
    ).toBe("disabled\ninactive\n");
  });
});
