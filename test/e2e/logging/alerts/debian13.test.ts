import { readAsset } from "../../../../components/assets";
import { platforms } from "../../../../components/host/platform";
import { elastAlertUnit } from "../../../../components/logging/alerts/elastAlert/paths";
import { renderElastAlert } from "../../../../components/logging/alerts/elastAlert/render";
import { resolve } from "../../../../components/model/resolve";
import { ensurePackages, servePackages } from "../../../../local/pythonPackages";
import { send } from "../../bundle/direct";
import { openEnvironment, type TestEnvironment, until } from "../../support";
import { apply, root } from "../elasticsearch/nodes";
import { makeTestAuthority } from "../testAuthority";

let environment: TestEnvironment;

beforeAll(async () => {
  environment = await openEnvironment("alerts13");
});

afterAll(() => environment?.dispose());

test("Debian 13 gets the release for its Python; it waits for an Elasticsearch that is away, and goes without a trace", async () => {
  const host = await environment.startHost({ name: "logs-1", release: "trixie" });
  const { gateway } = await environment.environment.bringUp();
  const requirements = readAsset("components/logging/alerts/elastAlert/assets/requirements-3.12.txt");
  const index = await servePackages(await ensurePackages(requirements, "3.13"), gateway);
  try {
    const { pem } = await makeTestAuthority();
    const bundle = renderElastAlert(
      resolve("logAlerts", { elastAlert: { index: index.url } }),
      {
        elasticsearch: { urls: [`https://${host.address}:9200`], authority: pem },
        apiKey: "id:key",
        namespace: "test",
        hosts: ["api-1"],
      },
      platforms["debian-13"],
    );
    await apply(host, bundle);
    const said = `journalctl --unit=${elastAlertUnit} --output=cat`;
    await until(async () => (await root(host, said)).includes("Elasticsearch does not answer"), {
      what: "it to say that Elasticsearch is away",
      limitSeconds: 60,
    });
    expect(await root(host, `systemctl is-active ${elastAlertUnit}`)).toBe("active\n");
    const python = /ExecStart=(\S+)/.exec(await root(host, `systemctl cat ${elastAlertUnit}`))![1]!;
    const version = "import importlib.metadata as m; print(m.version('elastalert2'))";
    expect(await root(host, `${python} -I -c "${version}"`)).toBe("2.31.0\n");

    expect((await send(host, "destroy", bundle)).code).toBe(0);
    expect(
      await root(
        host,
        "ls -d /usr/local/lib/portcullis/elastalert /etc/portcullis/logging/alerts 2>&1 || true",
      ),
    ).not.toMatch(/^\//m);
  } finally {
    await index.close();
  }
});
