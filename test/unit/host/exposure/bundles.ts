import { renderHostMetrics } from "../../../../components/aws/metrics/render";
import { renderEnvironment } from "../../../../components/environment/render";
import type { Bundle } from "../../../../components/host/bundle";
import { resolve } from "../../../../components/model/resolve";

const sha256 = "0".repeat(64);
const hostKey = `ssh-ed25519 ${"A".repeat(68)}`;

/** A host that serves, and one that collects its logs. */
function environment(platform: string, more: object): Bundle[] {
  const settings = resolve("environment", {
    adminRanges: ["203.0.113.0/24"],
    hosts: {
      api: { address: "10.0.0.1", platform, hostKey },
      logs: { address: "10.0.0.2", platform: "debian-12", hostKey, role: "logs" },
    },
    certificates: {
      email: "ops@example.com",
      challenge: "dns-01-route53",
      route53ZoneId: "Z0123456789EXAMPLE",
    },
    ...more,
  });
  return Object.values(renderEnvironment(settings)).flat();
}

function gateway(engine: object): object {
  return {
    edge: { sites: [{ names: ["api.example.com"], upstream: { url: "http://127.0.0.1:8000" } }] },
    gateway: {
      ...engine,
      apis: {
        orders: {
          upstreams: ["http://127.0.0.1:8080"],
          openApi: "components/demo/assets/openapi.json",
          roles: ["reader"],
        },
      },
      consumers: { shop: { roles: ["reader"], jwt: {} } },
      issuers: {
        login: {
          issuer: "https://login.example.com",
          audience: "https://api.example.com",
          scopes: { "orders:read": ["reader"] },
        },
      },
    },
    demoApi: {},
  };
}
const archive = { url: "https://example.com/kong.deb", sha256 };
const binary = { url: "https://example.com/tyk", sha256 };

/** Bundles with every service that there is, by what they are of. */
export const bundles: Readonly<Record<string, Bundle[]>> = {
  "Kong from its package, all of the logs": environment("debian-12", {
    ...gateway({ kong: { archive }, limitStore: "redis" }),
    logging: { server: { logstash: {}, kibana: { name: "logs.example.com" } } },
  }),
  "Kong in a container, ElastAlert 2": environment("debian-12", {
    ...gateway({
      kong: { container: { image: `docker.io/library/kong@sha256:${sha256}` } },
      limitStore: "redis",
    }),
    firewall: { backend: "ufw" },
    logging: { server: { elasticsearch: { snapshots: { repository: { bucket: "logs-of-this-test" } } } } },
  }),
  Tyk: environment("debian-12", {
    ...gateway({ engine: "tyk", tyk: { binary } }),
    firewall: { backend: "iptables" },
  }),
  Apache: environment("debian-12", {
    edge: {
      server: "apache",
      sites: [{ names: ["www.example.com"], upstream: { url: "http://127.0.0.1:8080" } }],
    },
    demoApi: {},
  }),
  "Rocky Linux": environment("rocky-9", { logging: {} }),
  "An instance in AWS": [renderHostMetrics("eu-central-1", ["api.example.com"])],
};
