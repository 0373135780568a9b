import { renderApacheConf } from "../../../components/edge/apache/render";
import { renderNginxConf } from "../../../components/edge/nginx/render";
import { problemPagesFile, renderProblemPages } from "../../../components/edge/nginx/problemPages";
import { platforms, type PlatformName } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import { expectGolden } from "./golden";

const sites = [
  { names: ["api.example.com", "orders.example.com"], upstream: { url: "http://127.0.0.1:8080" } },
  { names: ["status.example.net"], upstream: { url: "http://[::1]:9090" } },
];
const offered: PlatformName[] = ["debian-12", "debian-13", "ubuntu-22.04", "ubuntu-24.04"];

describe.each(offered)("on %s", (name) => {
  const platform = platforms[name];
  test("nginx.conf", () => {
    expectGolden(`${name}/nginx.conf`, renderNginxConf(resolve("edge", { sites }), platform));
  });
  test("apache2.conf", () => {
    expectGolden(
      `${name}/apache2.conf`,
      renderApacheConf(resolve("edge", { server: "apache", sites }), platform),
    );
  });
});

test("nginx's problem pages are the same everywhere", () => {
  expectGolden(problemPagesFile.split("/").at(-1)!, renderProblemPages());
});
