import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { resolve } from "../../model/resolve";
import type { AwsAlarms as AwsAlarmsSettings } from "../../model/types";
import { accountOf } from "../account";
import { hostAlarms } from "./hostAlarms";

/** Arguments of {@link AwsAlarms}. */
export interface AwsAlarmsArgs {
  /** When there is an alarm. */
  settings: AwsAlarmsSettings;
  /** Id of the instance. */
  instanceId: pulumi.Input<string>;
  /** ARN of the topic that is told, also when all is well again. */
  topicArn: pulumi.Input<string>;
  /** Whether the host has certificates. */
  certificates: boolean;
}

/**
 * The alarms of one host: hardware, operating system, processors, and with a `HostMetrics` on it disk and certificates.
 */
export class AwsAlarms extends pulumi.ComponentResource {
  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: AwsAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolve("awsAlarms", args.settings);
    super("portcullis:aws:AwsAlarms", name, { settings }, opts);
    const { instanceId, topicArn } = args;
    const recover = accountOf(this).apply(
      ({ partition, region }) => `arn:${partition}:automate:${region}:ec2:recover`,
    );
    for (const { name: alarm, description, recovers, ...metric } of hostAlarms(settings, args.certificates)) {
      new cloudwatch.MetricAlarm(
        `${name}-${alarm}`,
        {
          ...metric,
          alarmDescription: description,
          dimensions: { InstanceId: instanceId },
          actionsEnabled: true,
          alarmActions: recovers ? [recover, topicArn] : [topicArn],
          okActions: [topicArn],
          insufficientDataActions: [topicArn],
          tags: { Name: `${name}-${alarm}` },
        },
        { parent: this },
      );
    }
    this.registerOutputs({ settings });
  }
}
