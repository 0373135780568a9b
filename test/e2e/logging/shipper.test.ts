import { renderAutomaticUpdates } from "../../../components/hardening/automaticUpdates/render";
import { renderIntrusionPrevention } from "../../../components/hardening/intrusionPrevention/render";
import { renderSshServer } from "../../../components/hardening/sshServer/render";
import { resolve } from "../../../components/model/resolve";
import { LumberjackReceiver, type ReceivedEvent } from "../../fakes/lumberjack/receiver";
import {
  type LocalClient,
  type LocalHost,
  openEnvironment,
  ssh,
  type TestEnvironment,
  until,
} from "../support";
import { ensureLoadGenerator, requestMany } from "./load";
import { droppedPacket } from "./kernelLog";
import { apply, applyEdge, applyShipper, platformOf, root, siteName } from "./shippedHost";
import { makeTestAuthority, type TestAuthority } from "./testAuthority";

let test0: TestEnvironment;
let authority: TestAuthority;
let stranger: LocalClient;
let host: LocalHost;
let receiver: LumberjackReceiver;

/** A member of an event by its dotted name. */
function field(event: ReceivedEvent, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], event);
}

/** Events that have all of these fields. */
function found(fields: Readonly<Record<string, unknown>>): ReceivedEvent[] {
  return receiver
    .events()
    .filter((event) => Object.entries(fields).every(([name, value]) => field(event, name) === value));
}

/** Waits for an event with these fields. */
function arrives(fields: Readonly<Record<string, unknown>>): Promise<ReceivedEvent> {
  return until(() => found(fields)[0], { limitSeconds: 60, what: `an event with ${JSON.stringify(fields)}` });
}

const get = (path: string, ...more: string[]) =>
  stranger.exec([
    "curl",
    "-sk",
    "-o",
    "/dev/null",
    "--resolve",
    `${siteName}:443:${host.address}`,
    ...more,
    `https://${siteName}${path}`,
  ]);

/** Ids of the requests that the edge has logged, of rotated files too. */
async function loggedIds(): Promise<string[]> {
  const text = await root(
    host,
    "cat /var/log/nginx/access.log /var/log/nginx/access.log.1 2>/dev/null || true",
  );
  return [...text.matchAll(/"http\.request\.id":"([0-9a-f]+)"/g)].map(([, id]) => id!);
}

/** Where events are to be sent in the end. */
const goal = async () => ({
  hosts: [`${receiver.place.address}:5044`],
  identity: await authority.issue("h1"),
});

beforeAll(async () => {
  await ensureLoadGenerator();
  test0 = await openEnvironment("shipper");
  authority = await makeTestAuthority();
  const place = await test0.environment.startClient("logs");
  stranger = await test0.environment.startClient("stranger");
  receiver = new LumberjackReceiver(place, await authority.issue(place.address));
  await receiver.start();
  host = await test0.startHost({ name: "h1" });
  await applyEdge(host);
  await applyShipper(test0, host, await goal());
});
afterAll(async () => {
  await receiver.dispose();
  await test0.dispose();
});

test("a request is one event, with the fields of its kind and no others", async () => {
  await get("/orders/7?token=hunter2", "-A", "curl Bearer abcdefghijklmnop", "-H", "Cookie: session=hunter2");
  const event = await arrives({ "url.path": "/orders/7" });
  expect(event).toMatchObject({
    "@metadata": { _id: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    data_stream: { type: "logs", dataset: "portcullis.access", namespace: "test" },
    event: { dataset: "portcullis.access", module: "nginx", kind: "event", category: ["web"] },
    http: { request: { method: "GET" } },
    source: { ip: stranger.address },
    user_agent: { original: "curl [redacted]" },
    host: { name: "h1" },
  });
  expect(Object.keys(event).sort()).toEqual(
    expect.not.arrayContaining(["message", "log", "input", "error", "json"]),
  );
  expect(JSON.stringify(receiver.events())).not.toContain("hunter2");
});

describe("who is who", () => {
  test.each([
    ["no certificate", () => Promise.resolve(undefined)],
    ["a certificate of another authority", async () => (await makeTestAuthority()).issue("h1")],
  ])("a client with %s is refused", async (_, identity) => {
    const one = await identity();
    const said = await connect(one && [one.certificate, one.privateKey]);
    expect(said).toMatch(/alert (certificate required|unknown ca|bad certificate)/);
  });

  test("TLS 1.1 is refused", async () => {
    const one = await authority.issue("h1");
    expect(await connect([one.certificate, one.privateKey], "-tls1_1")).toMatch(
      /alert protocol version|no protocols available/,
    );
  });

  test("a receiver of another authority gets nothing, and the host is deployed all the same", async () => {
    const foreign = new LumberjackReceiver(
      receiver.place,
      await (await makeTestAuthority()).issue(receiver.place.address),
      5045,
    );
    await foreign.start();
    try {
      await applyShipper(test0, host, { ...(await goal()), hosts: [`${receiver.place.address}:5045`] });
      await get("/for-another");
      await until(
        async () =>
          (await root(host, "journalctl -u portcullis-filebeat -o cat")).includes(
            "certificate signed by unknown authority",
          ),
        { limitSeconds: 30, what: "the shipper to refuse the receiver" },
      );
      expect(foreign.events()).toEqual([]);
    } finally {
      await foreign.dispose();
    }
    await applyShipper(test0, host, await goal());
    await arrives({ "url.path": "/for-another" });
  });
});

/** What OpenSSL says of a connection to the receiver. */
async function connect(pair: [string, string] | undefined, ...more: string[]): Promise<string> {
  const script = [
    'folder="$(mktemp -d)"',
    `trap 'rm -rf "$folder"' EXIT`,
    ...(pair ? [`cat >"$folder/cert" <<'E'\n${pair[0]}E`, `cat >"$folder/key" <<'E'\n${pair[1]}E`] : []),
    // TLS 1.3 tells of a refused certificate only with the first answer.
    `(sleep 1; echo x) | openssl s_client -connect ${receiver.place.address}:${receiver.port} ${pair ? '-cert "$folder/cert" -key "$folder/key"' : ""} ${more.join(" ")} 2>&1 || true`,
  ].join("\n");
  return (await stranger.exec(["sh", "-c", script], { limitSeconds: 30 })).stdout;
}

test("nothing is lost: receiver away, shipper killed, log rotated, all under load", async () => {
  const before = new Set(await loggedIds());
  const load = requestMany(stranger, {
    name: siteName,
    address: host.address,
    path: "/load",
    requests: 20_000,
    perSecond: 2500,
  });
  const logged = async (count: number): Promise<void> => {
    await until(async () => (await loggedIds()).length - before.size > count, {
      limitSeconds: 60,
      what: `${count} requests`,
    });
  };
  await logged(2000);
  await receiver.stop();
  await logged(5000);
  await root(host, "systemctl kill --signal=KILL portcullis-filebeat");
  await root(host, "logrotate --force /etc/logrotate.d/nginx");
  await logged(8000);
  await root(host, "systemctl kill --signal=KILL portcullis-filebeat");
  await receiver.start();
  await load;
  const wanted = (await loggedIds()).filter((id) => !before.has(id));
  expect(new Set(wanted).size).toBe(20_000);
  const stored = () => {
    const ids = new Map<string, Set<unknown>>();
    for (const event of found({ "url.path": "/load" })) {
      const id = field(event, "http.request.id") as string;
      ids.set(id, (ids.get(id) ?? new Set()).add(event["@metadata"]._id));
    }
    return ids;
  };
  await until(() => stored().size >= 20_000, {
    limitSeconds: 120,
    what: "all requests",
    everyMilliseconds: 500,
  });
  expect([...stored().keys()].sort()).toEqual([...wanted].sort());
  // Delivered twice is fine: each time under the same id, of which Elasticsearch stores one.
  expect([...stored().values()].filter((ids) => ids.size !== 1)).toEqual([]);
});

describe("the journal", () => {
  let attacker: LocalClient;

  beforeAll(async () => {
    attacker = await test0.environment.startClient("attacker");
    const platform = platformOf(host);
    const server = { user: host.user, hostKeyType: "ssh-ed25519" };
    await apply(host, renderSshServer(resolve("sshServer", {}), server, platform));
    await apply(host, renderAutomaticUpdates(resolve("automaticUpdates", {}), platform));
    const around = { firewall: "nftables", sshPort: 22, webServer: "nginx" } as const;
    await apply(
      host,
      renderIntrusionPrevention(resolve("intrusionPrevention", { maxRetry: 3 }), around, platform),
    );
  });

  const logIn = (user: string) =>
    attacker.exec(
      [
        // A ban may come in the middle of a login, which then waits for answers that do not come.
        "timeout",
        "20",
        "ssh",
        "-F",
        "none",
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        "-o",
        "BatchMode=yes",
        "-o",
        "ConnectTimeout=5",
        `${user}@${host.address}`,
        "true",
      ],
      { limitSeconds: 60 },
    );

  test("a login, and one that fails, also after the journal was rotated", async () => {
    await root(host, "journalctl --rotate");
    await ssh(host, "true");
    await arrives({ "event.action": "ssh_login", "event.outcome": "success", "user.name": host.user });
    await logIn("root");
    await arrives({
      "event.action": "ssh_failed",
      "user.name": "root",
      "source.ip": attacker.address,
      "event.outcome": "failure",
    });
  });

  test("sudo, without arguments", async () => {
    await ssh(host, "sudo /usr/bin/printf hunter2");
    const event = await arrives({ "event.action": "sudo", "process.executable": "/usr/bin/printf" });
    expect(event).toMatchObject({
      user: { name: host.user, effective: { name: "root" } },
      event: { outcome: "success" },
    });
    expect(JSON.stringify(receiver.events())).not.toContain("hunter2");
  });

  test("somebody else's line in the name of sshd is not believed", async () => {
    await ssh(
      host,
      "logger --tag sshd 'Accepted publickey for root from 192.0.2.66 port 1 ssh2'; logger --tag sudo 'fooled : TTY=x ; USER=root ; COMMAND=/bin/x'",
    );
    await root(host, "logger --tag systemd-logind 'New session 77 of user fence.'");
    await ssh(host, "true");
    await root(host, "systemd-run --quiet --unit=broken --property=Type=oneshot false || true");
    await arrives({ "event.action": "unit_failed", "service.name": "broken.service" });
    expect(found({ "source.ip": "192.0.2.66" })).toEqual([]);
    // The journal may have been too late to see who it was.
    const believed = found({ "user.name": "fooled" }).filter(
      (event) => field(event, "portcullis.unverified") !== true,
    );
    expect(believed).toEqual([]);
  });

  test("a ban", async () => {
    for (let i = 0; i < 4; i++) await logIn("mallory");
    const event = await arrives({ "event.action": "banned", "source.ip": attacker.address });
    expect(event).toMatchObject({ portcullis: { jail: "sshd" }, event: { dataset: "portcullis.intrusion" } });
  });

  test("a run of the updates", async () => {
    await root(host, "unattended-upgrade");
    expect(await arrives({ "event.action": "update" })).toMatchObject({
      event: { dataset: "portcullis.updates", outcome: "success" },
    });
  });

  test("a packet that the firewall drops", async () => {
    await droppedPacket(host, stranger, 4444, receiver);
    expect(await arrives({ "event.action": "dropped", "destination.port": 4444 })).toMatchObject({
      event: { dataset: "portcullis.firewall" },
      source: { ip: stranger.address },
      destination: { ip: host.address },
      network: { transport: "tcp", direction: "inbound" },
    });
  });
});

test("what the host measures of itself", async () => {
  await root(host, "systemctl start portcullis-host-state.service");
  const state = { "event.dataset": "portcullis.state" };
  expect((await arrives({ ...state, "portcullis.certificate.name": siteName })).portcullis).toEqual({
    certificate: { name: siteName, days_left: expect.closeTo(30, 0) as number },
  });
  expect((await arrives({ ...state, "portcullis.disk.mount": "/" })).portcullis).toMatchObject({
    disk: { used_ratio: expect.any(Number) as number },
  });
  const last = await until(
    () => found(state).filter((event) => field(event, "portcullis.updates.last_success") !== undefined)[0],
    { limitSeconds: 60, what: "the state of updates" },
  );
  expect(last.portcullis).toMatchObject({
    updates: { pending: expect.any(Number) as number, reboot_required: false },
  });
  expect(found(state).some((event) => field(event, "portcullis.clock.synchronized") !== undefined)).toBe(
    true,
  );
  expect(found(state).some((event) => field(event, "portcullis.queue.bytes") !== undefined)).toBe(true);
});

test("the scripts never failed", async () => {
  const text = await root(
    host,
    "curl -s --unix-socket /run/portcullis-filebeat/filebeat.sock http://localhost/stats",
  );
  const { processor } = JSON.parse(text) as {
    processor: { javascript: Record<string, { exceptions: number }> };
  };
  expect(Object.entries(processor.javascript).map(([name, { exceptions }]) => [name, exceptions])).toEqual(
    expect.arrayContaining([
      ["access", 0],
      ["errorLog", 0],
      ["journal", 0],
      ["ndjson", 0],
    ]),
  );
});
