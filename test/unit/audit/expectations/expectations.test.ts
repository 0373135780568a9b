import { insideChecks } from "../../../../components/audit/checks/inside";
import { bundleExpectations, renderExpectations } from "../../../../components/audit/expectations/render";
import { kernelSettings } from "../../../../components/hardening/kernel/render";
import { plannedHosts } from "../../../../components/environment/plannedHost";
import { renderEnvironment } from "../../../../components/environment/render";
import { placeholder } from "../../../../components/gateway/placeholderSecrets";
import { exposureLimit } from "../../../../components/host/serviceExposure";
import { loadStackFile } from "../../../../components/model/environment";
import { resolve } from "../../../../components/model/resolve";
import type { ResolvedEnvironment } from "../../../../components/model/types";

const local = loadStackFile("Pulumi.local.yaml");

function expectationsOf(environment: ResolvedEnvironment, name = "api1") {
  const plan = plannedHosts(environment).find((host) => host.name === name)!;
  return renderExpectations(environment, plan, renderEnvironment(environment)[name]!);
}

describe("of the local stack's host", () => {
  const expected = expectationsOf(local);

  test("every check but those of logs that are not shipped is asked, with the weight of its severity", () => {
    const notAsked = insideChecks.map(({ id }) => id).filter((id) => !(id in expected.weights));
    expect(notAsked).toEqual(["log-shipper-running", "log-shipper-queue"]);
    expect(expected.weights).toMatchObject({ "accounts-root": 10, "ssh-settings": 2, "services-jobs": 0 });
  });

  test("the ports are those of SSH and of the edge", () => {
    expect(expected.listening).toEqual(["22/tcp", "80/tcp", "443/tcp"]);
  });

  test("the kernel's settings are the ones that are brought", () => {
    const settings = Object.entries(kernelSettings(local.kernel)).map(([name, value]) => [
      name,
      String(value),
    ]);
    expect(expected.kernel).toEqual(Object.fromEntries(settings));
  });

  test("SSH is expected as sshd itself would print it", () => {
    expect(expected.ssh!.settings).toMatchObject({
      passwordauthentication: ["no"],
      permitrootlogin: ["no"],
      hostkey: ["/etc/ssh/ssh_host_ed25519_key", "/etc/ssh/ssh_host_rsa_key"],
      maxauthtries: [String(local.sshServer.maxAuthTries)],
    });
  });

  test("updates, jails, journal, clock, edge and certificates are expected by their own settings", () => {
    expect(expected.updates!.timers).toEqual(["apt-daily.timer", "apt-daily-upgrade.timer"]);
    expect(expected.updates!.settings).toMatchObject({ "APT::Periodic::Unattended-Upgrade": "1" });
    expect(expected.jails).toEqual(["sshd", "portcullis-limits"]);
    expect(expected.journal).toMatchObject({ Storage: "persistent", MaxRetentionSec: "30day" });
    expect(expected.timeSync).toEqual({ unit: "chrony.service" });
    expect(expected.edge).toMatchObject({
      server: "nginx",
      directives: { ssl_protocols: "TLSv1.2 TLSv1.3", server_tokens: "off", ssl_session_tickets: "off" },
    });
    expect(expected.certificates).toEqual([
      {
        name: "api.portcullis.test",
        chain: "/etc/portcullis/tls/api.portcullis.test/fullchain.pem",
        key: "/etc/portcullis/tls/api.portcullis.test/privkey.pem",
        timer: "portcullis-certificate@api.portcullis.test.timer",
      },
    ]);
  });

  test("units are asked after by the check that says what is lost without them", () => {
    const checks = Object.fromEntries(expected.units.map(({ unit, check }) => [unit, check]));
    expect(checks).toMatchObject({
      "portcullis-firewall.service": "firewall-at-boot",
      "fail2ban.service": "intrusion-running",
      "apt-daily-upgrade.timer": "updates-enabled",
      "portcullis-certificate@api.portcullis.test.timer": "certificate-renewal",
      "portcullis-tyk.service": "services-running",
    });
  });

  test("sandboxes are judged of what is brought, templates by an instance", () => {
    expect(Object.keys(expected.exposure)).toEqual(
      expect.arrayContaining([
        "nginx.service",
        "portcullis-tyk.service",
        "portcullis-certificate@api.portcullis.test.service",
        "portcullis-certificate-renew@audit.service",
      ]),
    );
    expect(Object.keys(expected.exposure).filter((unit) => unit.includes("@."))).toEqual([]);
    expect(expected.exposure["nginx.service"]).toBe(exposureLimit);
  });

  test("of secrets there is the path, the mode and the owner, and no secret", () => {
    expect(expected.secrets).toContainEqual({
      path: "/etc/portcullis/tyk/tyk.conf",
      mode: "0600",
      owner: "root:root",
    });
    expect(JSON.stringify(expected)).not.toContain(placeholder);
  });
});

test("ports, accounts and forwarding follow the settings", () => {
  const environment: ResolvedEnvironment = {
    ...local,
    firewall: resolve("firewall", { extraPorts: [{ port: 51820, protocol: "udp", from: ["10.0.0.0/8"] }] }),
    sshServer: resolve("sshServer", { allowUsers: ["admin", "deploy"] }),
    hosts: { api1: { ...local.hosts["api1"]!, user: "admin", port: 2222 } },
  };
  const expected = expectationsOf(environment);
  expect(expected.listening).toEqual(["2222/tcp", "80/tcp", "443/tcp", "51820/udp"]);
  expect(expected.accounts).toEqual({ managing: "admin", logins: ["admin", "deploy"] });
  expect(expected.ssh!.settings["allowusers"]).toEqual(["admin", "deploy"]);
});

test.each(["nftables", "ufw", "iptables"] as const)("the rules of %s are those of its files", (backend) => {
  const environment = { ...local, firewall: resolve("firewall", { backend }) };
  const { firewall } = expectationsOf(environment);
  expect(firewall!.backend).toBe(backend);
  expect(Object.keys(firewall!.rules)).toEqual(
    {
      nftables: ["/etc/portcullis/firewall/rules.nft"],
      ufw: ["", "6"].flatMap((suffix) =>
        ["before", "after", "user"].map((name) => `/etc/ufw/${name}${suffix}.rules`),
      ),
      iptables: ["/etc/portcullis/firewall/rules.v4", "/etc/portcullis/firewall/rules.v6"],
    }[backend],
  );
});
const archive = { url: "https://example.com/kong.tar.gz", sha256: "0".repeat(64) };

test("Kong's routes are expected by what they match and by the plugins that ask for a credential", () => {
  const kong = {
    ...local,
    gateway: { ...local.gateway!, engine: "kong" as const, tyk: undefined, kong: { archive } },
  };
  const gateway = expectationsOf(kong).gateway!;
  expect(gateway).toMatchObject({ engine: "kong", routes: "/etc/kong/kong.yml" });
  expect(Object.keys(gateway.access)).toEqual(expect.arrayContaining(["orders.listOrders", "404"]));
});
test("bundles alone say what there is to know without an environment: neither ports nor accounts", () => {
  const bundles = renderEnvironment(local)["api1"]!;
  const { weights } = bundleExpectations(bundles, "admin");
  expect(weights).toHaveProperty("firewall-enforced");
  for (const id of ["listening-declared", "accounts-logins", "accounts-keys", "accounts-sudo"])
    expect(weights).not.toHaveProperty(id);
});

test("a host without bundles is asked what every host is asked", () => {
  expect(Object.keys(bundleExpectations([], "root").weights)).toEqual([
    "accounts-root",
    "accounts-empty-password",
    "accounts-passwords",
    "services-failed",
    "services-sandbox",
    "services-jobs",
    "files-secrets",
    "files-world-writable",
    "files-setuid",
    "drift-file",
    "drift-absent",
    "drift-package",
  ]);
});

test("a host that audits itself knows the title and severity of every check that it is asked", () => {
  const bundle = renderEnvironment(local)["api1"]!.find(({ name }) => name === "audit")!;
  const [settings, expected] = ["settings.json", "expectations.json"].map(
    (name) =>
      JSON.parse(bundle.files.find(({ path }) => path.endsWith(`/${name}`))!.content) as Record<
        string,
        object
      >,
  );
  expect(Object.keys(settings!["checks"]!)).toEqual(
    expect.arrayContaining(Object.keys(expected!["weights"]!)),
  );
  expect(expected!["weights"]).toHaveProperty("drift-file");
});
