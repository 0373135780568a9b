import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../account";
import { keyPolicy } from "./policy";

/** Arguments of {@link AwsKey}. */
export interface AwsKeyArgs {
  /** What the key encrypts, for people who see it in the console. */
  description: string;
  /** Whether Pulumi refuses to delete it: without the key, everything that it encrypts is lost. */
  deletionProtection: boolean;
}

/**
 * A KMS key for what an environment stores: volumes, logs, buckets, topics. AWS replaces its material every year and keeps
 * the former ones for reading (CIS AWS Foundations 3.0.0, 3.6). Deleted, it can be called back for 30 days.
 */
export class AwsKey extends pulumi.ComponentResource {
  /** Its Amazon Resource Name (ARN). */
  readonly arn: pulumi.Output<string>;
  /** Its id. */
  readonly id: pulumi.Output<string>;

  constructor(name: string, args: AwsKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("portcullis:aws:AwsKey", name, { settings: args }, opts);
    const key = new kms.Key(
      `${name}-key`,
      {
        description: args.description,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: accountOf(this).apply(keyPolicy),
        tags: { Name: name },
      },
      { parent: this, protect: args.deletionProtection },
    );
    // The account may hold keys of other stacks. An alias takes no dots, which a stack's name may have.
    const alias = `${pulumi.getProject()}-${pulumi.getStack()}-${name}`.replace(/[^\w-]/g, "-");
    new kms.Alias(`${name}-alias`, { name: `alias/${alias}`, targetKeyId: key.keyId }, { parent: this });
    this.arn = key.arn;
    this.id = key.keyId;
    this.registerOutputs({ settings: args });
  }
}
