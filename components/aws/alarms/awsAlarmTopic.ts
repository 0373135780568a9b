import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { resolve } from "../../model/resolve";
import type { AwsAlarms as AwsAlarmsSettings } from "../../model/types";
import { accountOf } from "../account";
import { alarmTopicPolicy } from "./topicPolicy";

/** Arguments of {@link AwsAlarmTopic}. */
export interface AwsAlarmTopicArgs {
  /** Who is told. */
  settings: AwsAlarmsSettings;
  /** KMS key that encrypts messages; CloudWatch has to be allowed to use it, as an `AwsKey` does. */
  keyArn: pulumi.Input<string>;
}

/** Where alarms go: a topic with the addresses subscribed to it, or one that is there already. */
export class AwsAlarmTopic extends pulumi.ComponentResource {
  /** ARN of the topic. */
  readonly arn: pulumi.Output<string>;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: AwsAlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolve("awsAlarms", args.settings);
    super("portcullis:aws:AwsAlarmTopic", name, { settings }, opts);
    if (settings.topicArn !== undefined) this.arn = pulumi.output(settings.topicArn);
    else {
      const child = { parent: this };
      const topic = new sns.Topic(
        `${name}-topic`,
        { kmsMasterKeyId: args.keyArn, tags: { Name: name } },
        child,
      );
      this.arn = topic.arn;
      new sns.TopicPolicy(
        `${name}-policy`,
        {
          arn: topic.arn,
          policy: pulumi
            .all([topic.arn, accountOf(this)])
            .apply(([arn, account]) => alarmTopicPolicy(arn, account)),
        },
        child,
      );
      for (const endpoint of settings.emails)
        new sns.TopicSubscription(
          `${name}-${endpoint}`,
          { topic: topic.arn, protocol: "email", endpoint },
          child,
        );
    }
    this.registerOutputs({ settings, arn: this.arn });
  }
}
