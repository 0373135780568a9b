import { renderTimeSync } from "../../../components/hardening/timeSync/render";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";

const content = (settings: unknown): string =>
  renderTimeSync(resolve("timeSync", settings), platforms["debian-12"]).files[0]!.content;

test("by default several authenticated servers, and the host answers nobody", () => {
  expect(content({}).match(/^server \S+ iburst nts$/gm)).toHaveLength(3);
  expect(content({})).toMatch(/^port 0$/m);
  expect(content({})).toMatch(/^cmdport 0$/m);
});

test("the user's servers replace the default ones", () => {
  const lines = content({ servers: [{ host: "169.254.169.123" }, { host: "pool.ntp.org", pool: true }] });
  expect(lines.match(/^(server|pool) .*$/gm)).toEqual([
    "server 169.254.169.123 iburst",
    "pool pool.ntp.org iburst",
  ]);
});

test("a server's name cannot bring in another directive", () => {
  expect(() => content({ servers: [{ host: "a.example\nallow" }] })).toThrow("timeSync.servers[0].host");
});

test("only a container may do without a running daemon", () => {
  const [check] = renderTimeSync(resolve("timeSync", {}), platforms["rocky-9"]).verify!;
  expect(check).toMatch(
    /^if systemd-detect-virt --quiet --container; .*else systemctl is-active chronyd.service && chronyc/,
  );
});
