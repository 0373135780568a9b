import { remote } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { mendCount } from "../model/mendMarks";
import { applierCommandLine } from "./applier";
import type { Bundle } from "./bundle";
import type { LinuxHost } from "./linuxHost";
import { secondConnectionHook } from "./trial";
import { isSecret, renderPayload, summarize } from "./payload";

/** Arguments of {@link HostBundle}. */
export interface HostBundleArgs {
  /** The host. */
  host: LinuxHost;
  /** What to bring to it. Its `trialSeconds` has to be known in preview. */
  bundle: pulumi.Input<Bundle>;
  /**
   * The bundle may cut the connection: it stays only if a second, new connection gets through within the bundle's
   * `trialSeconds`; else the host rolls it back and the update fails. Default `false`.
   */
  trial?: boolean;
}

// The applier's words are an output, or part of the error; what a tool on the host prints goes nowhere else.
const quiet = { addPreviousOutputInEnv: false, logging: remote.Logging.None };

/**
 * Brings one {@link Bundle} to a host over one SSH connection, as a whole or not at all. An unchanged bundle opens no
 * connection; destroying it puts back what stood on the host before. Counted one up in `portcullis:mend`, by the resource's
 * name, it is brought anew, which puts back what somebody changed on the host: see `npm run drift`.
 */
export class HostBundle extends pulumi.ComponentResource {
  /** What the applier said: which files it changed. */
  readonly report: pulumi.Output<string>;

  /**
   * @throws Error where the bundle cannot be sent, such as a secret file that everybody could read
   * @throws ConfigurationError where `portcullis:mend` is not what it has to be
   */
  constructor(name: string, args: HostBundleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("portcullis:host:HostBundle", name, {}, opts);
    const { connection, platform, ready, machine } = args.host;
    const bundle = pulumi.output(args.bundle);
    const mended = mendCount(new pulumi.Config("portcullis").getObject("mend"), name);
    // Another machine at the same address is told by its id, in a comment: a command that differs runs again. So it does
    // for a mark that somebody changed what the bundle had brought.
    const occasion = pulumi
      .output(machine?.id)
      .apply((id) => [
        ...(id === undefined ? [] : [`machine ${id}`]),
        ...(mended === 0 ? [] : [`mended ${mended === 1 ? "once" : `${mended} times`}`]),
      ]);
    const stdin = bundle.apply((value): pulumi.Output<string> => {
      if (Boolean(value.trialSeconds) !== Boolean(args.trial)) {
        throw new Error(
          `bundle ${value.name}: trialSeconds goes with a HostBundle on trial, and only with one`,
        );
      }
      const payload = renderPayload(value, platform);
      return isSecret(value) ? pulumi.secret(payload) : pulumi.output(payload);
    });
    const options = { parent: this, dependsOn: ready, deletedWith: machine };
    const apply = new remote.Command(
      `${name}-apply`,
      {
        connection,
        create: pulumi
          .all([bundle, occasion])
          .apply(([value, lines]) => applierCommandLine("apply", [...summarize(value), ...lines])),
        delete: applierCommandLine("destroy"),
        stdin,
        ...quiet,
      },
      options,
    );
    let last = apply;
    if (args.trial) {
      last = new remote.Command(
        `${name}-still-reachable`,
        {
          // A host that was reachable a moment ago answers at once, or is locked: ten slow tries would outlast the trial.
          connection: connection.apply((value) => ({ ...value, dialErrorLimit: 2, perDialTimeout: 8 })),
          create: occasion.apply((lines) => applierCommandLine("confirm", lines)),
          stdin,
          ...quiet,
        },
        {
          ...options,
          dependsOn: [apply],
          hooks: {
            onError: [
              secondConnectionHook(
                `${name}-still-reachable`,
                bundle.apply((value) => value.trialSeconds ?? 0),
              ),
            ],
          },
        },
      );
    }
    this.report = last.stdout;
    this.registerOutputs({});
  }
}
