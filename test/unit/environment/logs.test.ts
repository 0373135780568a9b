import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { firewallSettings, plannedHosts } from "../../../components/environment/plannedHost";
import { renderEnvironment } from "../../../components/environment/render";
import type { Bundle } from "../../../components/host/bundle";
import { resolve } from "../../../components/model/resolve";
import type { ResolvedEnvironment } from "../../../components/model/types";
import { projectRoot } from "../../../local/engine/projectRoot";

const hostKey = `ssh-ed25519 ${"A".repeat(68)}`;
const host = (last: number, more: object = {}): object => ({
  address: `10.0.0.${last}`,
  platform: "debian-12",
  hostKey,
  ...more,
});

/** Two hosts that serve nothing, and some that collect logs. */
function environment(logging: object | undefined, collectors = 1, more: object = {}): ResolvedEnvironment {
  return resolve("environment", {
    adminRanges: ["203.0.113.0/24"],
    certificates: {
      email: "ops@example.com",
      challenge: "dns-01-route53",
      route53ZoneId: "Z0123456789EXAMPLE",
    },
    hosts: {
      a: host(1),
      b: host(2),
      ...Object.fromEntries(
        Array.from({ length: collectors }, (_, index) => [
          `logs-${index}`,
          host(10 + index, { role: "logs" }),
        ]),
      ),
      ...more,
    },
    logging,
  });
}

/** `port < from, from` of what is open, and `port > to` of what may be connected to, beside what every host has. */
function firewall(settings: ResolvedEnvironment, name: string): string[] {
  const plan = plannedHosts(settings).find((one) => one.name === name)!;
  const { extraPorts, egress } = firewallSettings(settings, plan);
  return [
    ...extraPorts.map(({ port, from }) => `${port} < ${from.join(", ")}`),
    ...egress.map(({ port, to }) => `${port} > ${to.join(", ")}`),
  ];
}

const names = (bundles: readonly Bundle[] | undefined): string[] => bundles!.map(({ name }) => name);
const logBundles = (settings: ResolvedEnvironment, name: string): string[] =>
  names(renderEnvironment(settings)[name]).filter((one) =>
    /elast|logstash|kibana|shipper|filebeat/.test(one),
  );

test("hosts write to Elasticsearch, which lets in them alone", () => {
  const settings = environment({});
  expect(firewall(settings, "a")).toEqual(["9200 > 10.0.0.10/32"]);
  expect(firewall(settings, "logs-0")).toEqual([
    "9200 < 10.0.0.1/32, 10.0.0.2/32, 10.0.0.10/32, 203.0.113.0/24",
    "9200 > 10.0.0.10/32",
  ]);
});

test("three of them form a cluster behind Logstash, and Kibana is for those who look at the logs", () => {
  const settings = environment(
    { viewerRanges: ["192.0.2.0/24"], server: { logstash: {}, kibana: { name: "logs.example.com" } } },
    3,
  );
  const all = "10.0.0.1/32, 10.0.0.2/32, 10.0.0.10/32, 10.0.0.11/32, 10.0.0.12/32";
  const collectors = "10.0.0.10/32, 10.0.0.11/32, 10.0.0.12/32";
  expect(firewall(settings, "b")).toEqual([`5044 > ${collectors}`]);
  expect(firewall(settings, "logs-0")).toEqual([
    `5044 < ${all}`,
    `9200 < ${collectors}, 192.0.2.0/24`,
    `9300 < ${collectors}`,
    "443 < 192.0.2.0/24",
    `5044 > ${collectors}`,
    `9200 > ${collectors}`,
    `9300 > ${collectors}`,
  ]);
  // Kibana is on the first of them, behind an edge of its own.
  expect(firewall(settings, "logs-2")).not.toContain("443 < 192.0.2.0/24");
  const shown = ["kibana-source", "kibana", "kibana-objects"];
  expect(logBundles(settings, "logs-0")).toEqual(expect.arrayContaining(shown));
  expect(logBundles(settings, "logs-1")).not.toEqual(expect.arrayContaining(shown));
  const first = names(renderEnvironment(settings)["logs-0"]);
  expect(first.indexOf("kibana")).toBeLessThan(first.indexOf("edge"));
  expect(first).toContain("certificates");
});

test("ranges that are named take the place of addresses, which may be names then", () => {
  const settings = environment({ ranges: ["10.0.0.0/16"] }, 1, {
    c: host(3, { address: "c.example.com" }),
  });
  expect(firewall(settings, "c")).toEqual(["9200 > 10.0.0.0/16"]);
  expect(firewall(settings, "logs-0")[0]).toBe("9200 < 10.0.0.0/16, 203.0.113.0/24");
});

test("a host that collects logs is reached at the address that the others know it by", () => {
  const settings = environment({}, 0, {
    logs: host(10, { address: "logs.example.com", internalAddress: "10.9.0.1", role: "logs" }),
  });
  expect(firewall(settings, "a")).toEqual(["9200 > 10.9.0.1/32"]);
});

test("an Elasticsearch that exists is reached at its own port, and none is opened for one that there is not", () => {
  const authority = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
  const account = { authority, user: "admin", password: "not-a-real-one" };
  const at = (url: string, more: object = {}): ResolvedEnvironment =>
    environment({ server: { elasticsearch: { existing: { url, ...account } }, ...more } });
  const odd = at("https://logs.example.com:9243/es");
  expect(firewall(odd, "a")).toEqual(["9243 > 0.0.0.0/0, ::/0"]);
  expect(firewall(odd, "logs-0")).toEqual(["9243 > 0.0.0.0/0, ::/0"]);
  expect(firewall(at("https://logs.example.com"), "a")).toEqual([]);
  expect(firewall(at("https://logs.example.com", { logstash: {} }), "a")).toEqual(["5044 > 10.0.0.10/32"]);
  const shipped = renderEnvironment(odd).a!.find(({ name }) => name === "log-shipper")!;
  const configuration = shipped.files.find(({ path: file }) => file.endsWith("/filebeat.yml"))!.content;
  expect(configuration).toContain("https://logs.example.com:9243/es");
  expect(logBundles(odd, "logs-0")).toEqual([
    "elasticsearch-setup",
    "elastalert",
    "filebeat-source",
    "log-shipper",
  ]);
});

test("mail for people gets out from the hosts that send it, and from no other", () => {
  const email = { to: ["ops@example.com"], from: "alerts@example.com", host: "smtp.example.com" };
  const settings = environment({ server: { alerts: { email } } });
  expect(firewall(settings, "logs-0")).toContain("587 > 0.0.0.0/0, ::/0");
  expect(firewall(settings, "a")).not.toContain("587 > 0.0.0.0/0, ::/0");
});

test("without logging, hosts of that role are hardened, and no host ships anything", () => {
  const settings = environment(undefined);
  expect(firewall(settings, "logs-0")).toEqual([]);
  expect([...logBundles(settings, "a"), ...logBundles(settings, "logs-0")]).toEqual([]);
});

test("every host ships, and the first of those that collect has what there is one of", () => {
  const settings = environment({ server: { logstash: {} } }, 3);
  const shipper = ["filebeat-source", "log-shipper"];
  expect(logBundles(settings, "a")).toEqual(shipper);
  const node = ["elasticsearch-source", "elasticsearch", "logstash-source", "logstash"];
  expect(logBundles(settings, "logs-0")).toEqual([...node, "elasticsearch-setup", "elastalert", ...shipper]);
  expect(logBundles(settings, "logs-1")).toEqual([...node, ...shipper]);
});

test("production and staging send their logs to hosts of their own", () => {
  for (const stack of ["prod", "staging"]) {
    const text = readFileSync(path.join(projectRoot(), `Pulumi.${stack}.yaml`), "utf8");
    const { config } = parse(text) as { config: Record<string, unknown> };
    const settings = resolve("environment", config["portcullis:environment"]);
    const collectors = plannedHosts(settings).filter(({ role }) => role === "logs");
    expect(collectors).toHaveLength(stack === "prod" ? 3 : 1);
    expect(settings.logging?.namespace).toBe(stack);
  }
});
