import type { AwsAccount } from "../account";
import { policyDocument } from "../policyDocument";

/**
 * Who may publish: the alarms of this account alone, and over TLS alone (Amazon SNS Developer Guide, "Example cases for
 * Amazon SNS access control" and "Enforce encryption of data in transit").
 */
export function alarmTopicPolicy(topicArn: string, { accountId, partition, region }: AwsAccount): string {
  return policyDocument([
    {
      Sid: "AlarmsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:*` },
      },
    },
    {
      Sid: "OverTlsAlone",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}
