import { renderEnvironment } from "../../../components/environment/render";
import { withRedis } from "../../../components/gateway/sharedRedis";
import { resolve } from "../../../components/model/resolve";

const environment = resolve(
  "environment",
  {
    hosts: {
      api: {
        address: "192.0.2.1",
        platform: "debian-12",
        hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn",
      },
    },
    adminRanges: ["203.0.113.0/24"],
    edge: { sites: [{ names: ["api.example.com"], upstream: { url: "http://127.0.0.1:8000" } }] },
    certificates: { email: "ops@example.com" },
    gateway: {
      engine: "tyk",
      tyk: { binary: { url: "https://example.com/tyk", sha256: "0".repeat(64) } },
      apis: {
        orders: {
          upstreams: ["http://127.0.0.1:8080"],
          routes: { list: { method: "GET", path: "/orders" } },
        },
      },
    },
  },
  "",
);

test("what a host gets is rendered before there is the Redis that its gateway shares", () => {
  const [own, shared] = [environment, { ...environment, gateway: withRedis(environment.gateway!) }].map(
    (one) => renderEnvironment(one).api!,
  );
  const packages = (bundles: typeof own): string[] => bundles!.flatMap((bundle) => bundle.packages ?? []);
  expect(packages(own)).toContain("redis-server");
  expect(packages(shared)).not.toContain("redis-server");
  const tyk = shared!.flatMap(({ files }) => files).find(({ path }) => path.endsWith("/tyk.conf"))!;
  expect(JSON.parse(tyk.content)).toMatchObject({
    storage: { host: "redis.invalid", use_ssl: true, ssl_insecure_skip_verify: false },
  });
});
