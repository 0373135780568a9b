import type { DeployedBundle, DeployedHost, SshAccess } from "../model/audited";
import { isPayload, parsePayload } from "./payload";
import { nameOf, type StateResource } from "./state";

/** Components that a host has its name from, in the order in which they are asked. */
const namingTypes = [
  "portcullis:environment:HostStack",
  "portcullis:host:ExistingHost",
  "portcullis:aws:AwsHost",
];

/** A bundle, with the way that it went. */
interface Delivery {
  readonly ssh: SshAccess;
  readonly bundle: DeployedBundle;
  /** The resources that it is part of, nearest first. */
  readonly above: readonly StateResource[];
}

/**
 * The hosts of a stack, with what was brought to each last. A host is told by its address; its name is that of the
 * `HostStack`, `ExistingHost` or `AwsHost` that it belongs to, else its address.
 *
 * @param resources - the stack's resources, secrets in plain text
 * @throws Error where a host is not reached by a key and a pinned host key
 */
export function deployedHosts(resources: readonly StateResource[]): DeployedHost[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const deliveries = resources.flatMap((resource) => {
    const delivery = deliveryOf(resource, byUrn);
    return delivery ? [delivery] : [];
  });
  const hosts = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const key = placeOf(delivery.ssh);
    hosts.set(key, [...(hosts.get(key) ?? []), delivery]);
  }
  return [...hosts.values()].map((some) => ({
    name: nameAmong(some, resources),
    ssh: some[0]!.ssh,
    bundles: some.map(({ bundle }) => bundle),
  }));
}

/** What tells hosts apart: where they are, as seen from the host that they are reached through. */
function placeOf({ host, port, proxy }: SshAccess): string {
  return [...(proxy ? [`${proxy.host}:${proxy.port}`] : []), `${host}:${port}`].join(" ");
}

function deliveryOf(
  resource: StateResource,
  byUrn: ReadonlyMap<string, StateResource>,
): Delivery | undefined {
  if (resource.type !== "command:remote:Command") return undefined;
  const { create, stdin, connection } = resource.inputs;
  if (typeof create !== "string" || typeof stdin !== "string" || !isPayload(stdin)) return undefined;
  const [commandLine = "", ...summary] = create.split("\n");
  // A bundle on trial is confirmed by a second command, with the same text.
  if (!/ apply \S+$/.test(commandLine.replace(/'$/, ""))) return undefined;
  const { bundle, digest } = parsePayload(stdin);
  const above = ancestors(resource, byUrn);
  const component = above.find(({ type }) => type === "portcullis:host:HostBundle");
  const name = component ? nameOf(component.urn) : nameOf(resource.urn).replace(/-apply$/, "");
  return {
    ssh: sshAccess(name, connection),
    bundle: { resource: name, digest, bundle: { ...bundle, files: withSecrets(bundle.files, summary) } },
    above,
  };
}

/** The bundle's text does not say which files are secret, the summary behind the command does. */
function withSecrets<T extends { path: string }>(files: readonly T[], summary: readonly string[]): T[] {
  const secret = new Set(summary.flatMap((line) => /^# (\S+) \d{4} secret$/.exec(line)?.[1] ?? []));
  return files.map((file) => (secret.has(file.path) ? { ...file, secret: true } : file));
}

function ancestors(resource: StateResource, byUrn: ReadonlyMap<string, StateResource>): StateResource[] {
  const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
  return parent ? [parent, ...ancestors(parent, byUrn)] : [];
}

function nameAmong(deliveries: readonly Delivery[], resources: readonly StateResource[]): string {
  const above = deliveries.flatMap((delivery) => delivery.above);
  const { ssh } = deliveries[0]!;
  for (const type of namingTypes) {
    const found = above.find((resource) => resource.type === type);
    if (found) return nameOf(found.urn);
  }
  // A host that has its bundles from components beside it is known by its address.
  const named = resources.filter(
    ({ type, outputs }) =>
      namingTypes.includes(type) && [outputs.address, outputs.privateIp, outputs.publicIp].includes(ssh.host),
  );
  const [only, ...others] = named;
  if (only && others.length === 0) return nameOf(only.urn);
  return ssh.port === 22 ? ssh.host : `${ssh.host}:${ssh.port}`;
}

function sshAccess(resource: string, connection: unknown): SshAccess {
  const given = connection as Record<string, unknown>;
  const access = endpoint(resource, given);
  return given.proxy ? { ...access, proxy: endpoint(resource, given.proxy as typeof given) } : access;
}

function endpoint(resource: string, given: Record<string, unknown>): Omit<SshAccess, "proxy"> {
  const { host, port = 22, user = "root", privateKey, hostKey } = given;
  const required = { host, privateKey, hostKey };
  for (const [key, value] of Object.entries(required)) {
    if (typeof value !== "string" || value === "")
      throw new Error(
        `${resource}: the connection to its host has no ${key}, without which nothing is asked`,
      );
  }
  return {
    host: host as string,
    port: Number(port),
    user: user as string,
    privateKey: privateKey as string,
    hostKey: hostKey as string,
  };
}
