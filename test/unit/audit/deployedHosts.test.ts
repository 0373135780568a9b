import { deployedHosts } from "../../../audit/stack/deployedHosts";
import { parseState } from "../../../audit/stack/state";
import { applierCommandLine } from "../../../components/host/applier";
import type { Bundle } from "../../../components/host/bundle";
import { renderPayload, summarize } from "../../../components/host/payload";
import { platforms } from "../../../components/host/platform";

const secret = (value: unknown): unknown => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

const connection = (host: string, more: object = {}): object => ({
  host,
  port: 22,
  user: "admin",
  hostKey: "ssh-ed25519 AAAA",
  privateKey: secret("PEM"),
  ...more,
});

const stack = "urn:pulumi:test::shop::";

/** A component of a state, below others. */
function component(type: string, name: string, parent?: string, outputs: object = {}): object {
  return { urn: `${stack}${type}::${name}`, type, parent, outputs };
}

/** The resources of a HostBundle, as the state has them. */
function hostBundle(name: string, bundle: Bundle, to: object, parent: string, create = "apply"): object[] {
  const own = component("portcullis:host:HostBundle", name, parent) as { urn: string };
  const stdin = renderPayload(bundle, platforms["debian-12"]);
  const command = {
    urn: `${stack}command:remote:Command::${name}-${create}`,
    type: "command:remote:Command",
    parent: own.urn,
    inputs: {
      connection: to,
      create: applierCommandLine(create as "apply", create === "apply" ? summarize(bundle) : []),
      delete: applierCommandLine("destroy"),
      stdin: bundle.files.some((file) => file.secret) ? secret(stdin) : stdin,
    },
  };
  return [own, command];
}

function state(...resources: (object | object[])[]): ReturnType<typeof parseState> {
  return parseState(JSON.stringify({ version: 3, deployment: { resources: resources.flat() } }));
}

const kernel: Bundle = { name: "kernel", files: [{ path: "/etc/k", content: "1\n" }] };
const edge: Bundle = { name: "edge", files: [{ path: "/etc/key", content: "hunter2", secret: true }] };

test("hosts of an environment have their names from its HostStacks, and bundles from whoever has their address", () => {
  const resources = state(
    component("portcullis:environment:HostStack", "api1"),
    component("portcullis:environment:HostStack", "api2"),
    component("portcullis:logging:ElkServer", "elk"),
    hostBundle(
      "api1-kernel",
      kernel,
      secret(connection("192.0.2.1")) as object,
      `${stack}portcullis:environment:HostStack::api1`,
    ),
    hostBundle("api1-edge", edge, connection("192.0.2.1"), `${stack}portcullis:environment:HostStack::api1`),
    hostBundle(
      "api2-kernel",
      kernel,
      connection("192.0.2.2"),
      `${stack}portcullis:environment:HostStack::api2`,
    ),
    hostBundle(
      "elk-setup",
      { ...kernel, name: "setup" },
      connection("192.0.2.2"),
      `${stack}portcullis:logging:ElkServer::elk`,
    ),
  );
  const hosts = deployedHosts(resources);
  expect(hosts.map(({ name, bundles }) => [name, bundles.map(({ resource }) => resource)])).toEqual([
    ["api1", ["api1-kernel", "api1-edge"]],
    ["api2", ["api2-kernel", "elk-setup"]],
  ]);
  expect(hosts[0]!.ssh).toEqual({
    host: "192.0.2.1",
    port: 22,
    user: "admin",
    hostKey: "ssh-ed25519 AAAA",
    privateKey: "PEM",
  });
  expect(hosts[0]!.bundles[1]!.bundle.files).toEqual([
    { path: "/etc/key", content: "hunter2", mode: "0600", owner: "root:root", secret: true },
  ]);
  expect(hosts[0]!.bundles[0]!.digest).toMatch(/^[0-9a-f]{64}$/);
});

test("a program of components by themselves has its host's name by the address, else the address", () => {
  const components = [
    component("portcullis:hardening:Kernel", "shop-kernel"),
    hostBundle(
      "shop-kernel",
      kernel,
      connection("192.0.2.1", { port: 2222 }),
      `${stack}portcullis:hardening:Kernel::shop-kernel`,
    ),
  ];
  const existing = component("portcullis:host:ExistingHost", "shop", undefined, { address: "192.0.2.1" });
  expect(deployedHosts(state(existing, ...components)).map(({ name }) => name)).toEqual(["shop"]);
  expect(deployedHosts(state(...components)).map(({ name }) => name)).toEqual(["192.0.2.1:2222"]);
});

test("the second command of a bundle on trial, other commands and what is to be deleted are no bundles", () => {
  const confirm = hostBundle("a", kernel, connection("192.0.2.1"), "", "confirm");
  const other = {
    urn: `${stack}command:remote:Command::uptime`,
    type: "command:remote:Command",
    inputs: { connection: connection("192.0.2.1"), create: "uptime", stdin: "x" },
  };
  const gone = hostBundle("b", kernel, connection("192.0.2.1"), "").map((one) => ({ ...one, delete: true }));
  expect(deployedHosts(state(confirm, other, gone))).toEqual([]);
});

test("hosts behind different bastions are told apart by them", () => {
  const behind = (bastion: string): object => connection("10.0.0.1", { proxy: connection(bastion) });
  const hosts = deployedHosts(
    state(hostBundle("a", kernel, behind("192.0.2.1"), ""), hostBundle("b", kernel, behind("192.0.2.2"), "")),
  );
  expect(hosts.map(({ ssh }) => ssh.proxy?.host)).toEqual(["192.0.2.1", "192.0.2.2"]);
});

test("a connection that pins no host key is refused", () => {
  const open = connection("192.0.2.1", { hostKey: undefined });
  expect(() => deployedHosts(state(hostBundle("a", kernel, open, "")))).toThrow(
    "a: the connection to its host has no hostKey, without which nothing is asked",
  );
});
