import type { Bundle } from "../../../../components/host/bundle";
import { platforms } from "../../../../components/host/platform";
import { renderElasticsearchNode } from "../../../../components/logging/elasticsearch/node";
import { administrator } from "../../../../components/logging/elasticsearch/administrator";
import { paths } from "../../../../components/logging/elasticsearch/paths";
import type { ElasticsearchRole } from "../../../../components/logging/elasticsearch/roles";
import { renderElasticsearchSetup } from "../../../../components/logging/elasticsearch/setup";
import { renderElasticsearchSoftware } from "../../../../components/logging/elasticsearch/software";
import { kibanaSetup, kibanaSystem } from "../../../../components/logging/elasticsearch/wanted";
import { resolve } from "../../../../components/model/resolve";
import type { Elasticsearch, ResolvedElasticsearch } from "../../../../components/model/types";
import { ensureElasticsearch } from "../../../../local/elasticsearch";
import { serveExecutable } from "../../../../local/serveExecutable";
import { send } from "../../bundle/direct";
import { asRoot } from "../../hardening/hosts";
import type { LocalHost, TestEnvironment } from "../../support";
import { makeTestAuthority, type TestAuthority } from "../testAuthority";

const platform = platforms["debian-12"];

/** Applies a bundle as a HostBundle does. */
export async function apply(host: LocalHost, bundle: Bundle): Promise<string> {
  const { code, stdout, stderr } = await send(host, "apply", bundle);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

/** Runs a shell command as root on a host; it has to succeed. */
export async function root(host: LocalHost, command: string): Promise<string> {
  const { code, stdout, stderr } = await asRoot(host, command);
  if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
  return stdout;
}

/** What a server answered. */
export interface Answer {
  status: number;
  body: unknown;
}

/** A real Elasticsearch on hosts of a test. */
export class ElasticsearchHosts {
  readonly namespace = "test";
  /** Passwords that the test chose. */
  readonly passwords = {
    administrator: "administrator-8Zr1q0cT3mVw7yKpXn2LbHs5",
    kibana: "kibana-5uJd9sQf2RkWm4xAoVt7Ze1C",
    account: "account-Qe8sWz3nUi6bGx1tPkLc9DvR",
  };

  private constructor(
    readonly hosts: readonly LocalHost[],
    readonly authority: TestAuthority,
    readonly settings: ResolvedElasticsearch,
  ) {}

  /** Starts hosts, and the program on them; nothing runs yet. */
  static async start(
    environment: TestEnvironment,
    names: readonly string[],
    settings: Elasticsearch,
  ): Promise<ElasticsearchHosts> {
    const { archive, sha256, sha512 } = await ensureElasticsearch();
    const hosts: LocalHost[] = [];
    for (const name of names) hosts.push(await environment.startHost({ name, release: "bookworm" }));
    const { gateway } = await environment.environment.bringUp();
    const download = await serveExecutable({ binary: archive, sha256 }, gateway);
    try {
      const resolved = resolve("elasticsearch", { ...settings, tarball: { url: download.url, sha512 } });
      const started = new ElasticsearchHosts(hosts, await makeTestAuthority(), resolved);
      const software = renderElasticsearchSoftware(resolved, platform);
      await Promise.all(hosts.map((host) => apply(host, software)));
      return started;
    } finally {
      await download.close();
    }
  }

  get first(): LocalHost {
    return this.hosts[0]!;
  }

  private get nodes(): { name: string; address: string }[] {
    return this.hosts.map(({ name, address }) => ({ name, address }));
  }

  /** The bundle of a host's node. */
  async nodeBundle(host: LocalHost, authority: TestAuthority = this.authority): Promise<Bundle> {
    return renderElasticsearchNode(this.settings, {
      identity: await authority.issue(host.name, host.address),
      node: host.name,
      nodes: this.nodes,
      password: this.passwords.administrator,
    });
  }

  /** The bundle that sets the server up, on the first host. */
  setupBundle(settings: ResolvedElasticsearch = this.settings): Bundle {
    return renderElasticsearchSetup(
      settings,
      {
        urls: this.nodes.map(({ address }) => `https://${address}:9200`),
        authority: this.authority.pem,
        user: administrator,
        password: this.passwords.administrator,
        passwords: { [kibanaSystem]: this.passwords.kibana, [kibanaSetup]: this.passwords.account },
      },
      this.namespace,
      this.hosts.length,
    );
  }

  /** Makes an API key as `ElasticsearchKey` does, and gives it as a header's value. */
  async key(role: ElasticsearchRole, name: string): Promise<string> {
    const { id, key } = JSON.parse(await this.control("create-key", role, name)) as Record<string, string>;
    return `ApiKey ${Buffer.from(`${id}:${key}`).toString("base64")}`;
  }

  /** Runs the program that speaks to the API, on the first host. */
  control(action: string, ...words: string[]): Promise<string> {
    return root(this.first, `python3 -I ${paths.control} ${action} ${paths.setupFolder} ${words.join(" ")}`);
  }

  /** The administrator's credentials, as a header's value. */
  get administrator(): string {
    return basic(administrator, this.passwords.administrator);
  }

  /** Asks the server from this machine, as somebody on the network does. */
  async ask(
    authorization: string | undefined,
    method: string,
    path: string,
    body?: unknown,
    host: LocalHost = this.first,
  ): Promise<Answer> {
    const { request } = await import("node:https");
    return new Promise((done, fail) => {
      const headers = {
        "content-type": "application/json",
        ...(authorization !== undefined && { authorization }),
      };
      const options = { method, headers, ca: this.authority.pem, agent: false, timeout: 60_000 };
      const asked = request(`https://${host.address}:9200${path}`, options, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          const text = Buffer.concat(parts).toString();
          const json = response.headers["content-type"]?.includes("json") && text !== "";
          done({ status: response.statusCode!, body: json ? JSON.parse(text) : text });
        });
      });
      asked.on("error", fail);
      asked.on("timeout", () => asked.destroy(new Error(`${method} ${path}: no answer within a minute`)));
      asked.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
    });
  }
}

/** Credentials as a header's value (RFC 7617). */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
