import { remote } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { LinuxHost } from "../../host/linuxHost";
import { paths } from "./paths";
import type { ElasticsearchRole } from "./roles";

/** Arguments of {@link ElasticsearchKey}. */
export interface ElasticsearchKeyArgs {
  /** The host that the server is set up from. */
  host: LinuxHost;
  /** What the key is good for. */
  role: ElasticsearchRole;
  /** Whom it is for: letters, digits, dots and hyphens, unique among the server's keys. */
  holder: string;
  /** Another text makes another key, and the former one worthless. Default: the key stays. */
  rotation?: pulumi.Input<string>;
}

/**
 * An API key of Elasticsearch, made on the host and kept in the state, encrypted. Destroyed, it is worthless. It has to
 * depend on the `ElasticsearchSetup` of its host.
 */
export class ElasticsearchKey extends pulumi.ComponentResource {
  /** The key as `id:key`, as Filebeat and Logstash take it; secret. */
  readonly apiKey: pulumi.Output<string>;

  /** @throws Error where the holder's name would not be safe in a command */
  constructor(name: string, args: ElasticsearchKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, role, holder } = args;
    if (!/^[A-Za-z0-9][A-Za-z0-9.-]{0,127}$/.test(holder))
      throw new Error(`${name}: holder must be letters, digits, dots and hyphens (got "${holder}")`);
    super("portcullis:logging:ElasticsearchKey", name, {}, opts);
    // With the rotation in its name, a key that takes another's place is not the one that is then made worthless.
    const keyName = pulumi
      .output(args.rotation)
      .apply((rotation) =>
        ["portcullis", role, holder, ...(rotation === undefined ? [] : [word(rotation)])].join("-"),
      );
    const control = (action: string, words: pulumi.Input<string>): pulumi.Output<string> =>
      pulumi.interpolate`exec $(test "$(id -u)" = 0 || echo sudo -n) /usr/bin/python3 -I ${paths.control} ${action} ${paths.setupFolder} ${words}`;
    const made = new remote.Command(
      `${name}-make`,
      {
        connection: host.connection,
        create: control("create-key", pulumi.interpolate`${role} ${keyName}`),
        delete: control("invalidate-key", keyName),
        triggers: [keyName],
        // The key is the command's output, and goes nowhere else.
        addPreviousOutputInEnv: false,
        logging: remote.Logging.None,
      },
      {
        parent: this,
        dependsOn: host.ready,
        deletedWith: host.machine,
        additionalSecretOutputs: ["stdout"],
        replaceOnChanges: ["triggers"],
      },
    );
    this.apiKey = pulumi.secret(made.stdout).apply((text) => {
      const { id, key } = JSON.parse(text) as { id: string; key: string };
      return `${id}:${key}`;
    });
    this.registerOutputs({});
  }
}

/** A text as part of a key's name, whatever is in it. */
function word(text: string): string {
  return Buffer.from(text).toString("hex").slice(0, 64);
}
