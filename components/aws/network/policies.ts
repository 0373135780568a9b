import type { AwsAccount } from "../account";
import { policyDocument, type Statement } from "../policyDocument";

/** Lets VPC Flow Logs of this account take a role ("IAM role for publishing flow logs", Amazon VPC User Guide). */
export function flowLogTrust({ accountId, partition, region }: AwsAccount): string {
  return policyDocument([
    {
      Sid: "FlowLogs",
      Effect: "Allow",
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*` },
      },
    },
  ]);
}

/** What writing flow logs needs, in one log group alone. */
export function flowLogWriter(logGroupArn: string): string {
  return policyDocument([
    {
      Sid: "WriteFlowLogs",
      Effect: "Allow",
      Action: [
        "logs:CreateLogStream",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents",
      ],
      Resource: [logGroupArn, `${logGroupArn}:*`],
    },
  ]);
}

/** Buckets of AWS that software of a host is fetched from ("SSM Agent communications with AWS managed S3 buckets"). */
function agentBuckets({ partition, region }: AwsAccount): string[] {
  return [
    `amazon-ssm-${region}`,
    `amazon-ssm-packages-${region}`,
    `amazoncloudwatch-agent-${region}`,
    `aws-ssm-document-attachments-${region}`,
    `patch-baseline-snapshot-${region}`,
  ].map((bucket) => `arn:${partition}:s3:::${bucket}/*`);
}

/**
 * Policy of an endpoint: it is this account's way to the service and nobody else's, so that stolen keys of another account
 * cannot carry data out through it ("Building a data perimeter on AWS").
 *
 * @param service - the endpoint's service, such as `ssm`
 * @param account - whose network it is
 */
export function endpointPolicy(service: string, account: AwsAccount): string {
  const { accountId } = account;
  const own: Statement = {
    Sid: "OwnAccount",
    Effect: "Allow",
    Principal: "*",
    Action: `${service === "monitoring" ? "cloudwatch" : service}:*`,
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
  };
  if (service !== "s3") return policyDocument([own]);
  return policyDocument([
    // Any bucket in the world has a name, so that whose it is counts as well.
    {
      ...own,
      Condition: { StringEquals: { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId } },
    },
    {
      Sid: "AgentsOfAws",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: agentBuckets(account),
    },
  ]);
}
