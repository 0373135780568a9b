import { type Example, type Examples, policy, properties, UNKNOWN } from "./rule";

const ROLE = "aws:iam/role:Role";

const allow = (more: Record<string, unknown>): Record<string, unknown> => ({ Effect: "Allow", ...more });

/** An identity's policy of one statement that allows something. */
const may = (Action: unknown, Resource: unknown, more: Record<string, unknown> = {}): Example => ({
  properties: { policy: policy(allow({ Action, Resource, ...more })) },
});

/** Examples of the rules on what IAM policies allow. */
export const awsPolicyExamples: Record<string, Examples> = {
  "aws-iam-admin-policy": {
    fails: [
      ["policy.Statement[0].Action", may("*", "*")],
      ["policy.Statement[0].Action", may(["logs:PutLogEvents", "*"], ["arn:aws:s3:::a", "*"])],
      [
        "inlinePolicies[1].policy.Statement.Action",
        properties(
          {
            inlinePolicies: [
              { policy: UNKNOWN },
              { policy: JSON.stringify({ Statement: allow({ Action: "*", Resource: "*" }) }) },
            ],
          },
          ROLE,
        ),
      ],
      [
        "policy.Statement[1].Action",
        properties({
          policy: { Statement: [allow({ Action: UNKNOWN }), allow({ Action: ["*"], Resource: "*" })] },
        }),
      ],
    ],
    passes: [
      may("*", "arn:aws:s3:::logs/*"),
      may("s3:GetObject", "*"),
      { properties: { policy: policy({ Effect: "Deny", Action: "*", Resource: "*" }) } },
      { properties: { policy: "no JSON" } },
      properties({}, ROLE),
    ],
    unknown: [
      properties({ policy: UNKNOWN }),
      properties({ policy: { Statement: [allow({ Action: "*", Resource: UNKNOWN })] } }),
    ],
  },
  "aws-iam-not-action": {
    fails: [
      ["policy.Statement[0].NotAction", may(undefined, "*", { NotAction: "iam:*" })],
      ["policy.Statement[0].NotResource", may("s3:GetObject", undefined, { NotResource: "arn:aws:s3:::a" })],
    ],
    passes: [
      may("s3:GetObject", "arn:aws:s3:::a/*"),
      { properties: { policy: policy({ Effect: "Deny", NotAction: "iam:*", Resource: "*" }) } },
    ],
    unknown: [properties({ policy: UNKNOWN })],
  },
  "aws-iam-privilege-escalation": {
    fails: [
      ["policy.Statement[0].Resource", may("iam:PassRole", "*")],
      ["policy.Statement[0].Resource[0]", may(["iam:Put*"], ["arn:aws:iam::*:*"])],
      ["policy.Statement[0].Resource", may("iam:*", "*")],
    ],
    passes: [
      may("iam:PassRole", "arn:aws:iam::123456789012:role/api"),
      may("iam:PassRole", "*", {
        Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      }),
      may(["iam:ListRoles", "iam:Get*"], "*"),
    ],
    unknown: [properties({ policy: { Statement: [allow({ Action: UNKNOWN, Resource: "*" })] } })],
  },
  "aws-iam-data-exposure": {
    fails: [
      ["policy.Statement[0].Resource", may("secretsmanager:GetSecretValue", "*")],
      ["policy.Statement[0].Resource", may("s3:Get*", "arn:aws:s3:::*")],
      ["policy.Statement[0].Resource", may("SSM:getparameter", "*")],
    ],
    passes: [
      may("s3:GetObject", "arn:aws:s3:::config/*"),
      may("s3:GetBucketLocation", "*"),
      may("kms:Decrypt", "*", {
        Condition: { StringEquals: { "kms:ViaService": "ssm.eu-central-1.amazonaws.com" } },
      }),
    ],
    unknown: [properties({ policy: { Statement: [allow({ Action: "kms:Decrypt", Resource: UNKNOWN })] } })],
  },
  "aws-iam-wildcard-action": {
    fails: [
      ["policy.Statement[0].Action", may("s3:*", "arn:aws:s3:::logs/*")],
      ["policy.Statement[0].Action[1]", may(["s3:GetObject", "ec2-instance-connect:*"], "*")],
      ["policy.Statement[0].Action", may("*", "arn:aws:s3:::logs/*")],
      [
        "policy.Statement[0].Action[1]",
        properties({ policy: { Statement: [allow({ Action: [UNKNOWN, "s3:*"], Resource: "*" })] } }),
      ],
    ],
    passes: [
      may(["s3:GetObject*", "logs:*Stream*"], "arn:aws:s3:::logs/*"),
      { properties: { policy: policy({ Effect: "Deny", Action: "s3:*", Resource: "*" }) } },
    ],
    unknown: [properties({ policy: UNKNOWN })],
  },
  "aws-iam-wildcard-resource": {
    fails: [
      ["policy.Statement[0].Resource", may(["ec2:DescribeInstances", "ec2:TerminateInstances"], "*")],
      ["policy.Statement[0].Resource", may("logs:PutLogEvents", "arn:aws:logs:*:*:*")],
      ["policy.Statement[0].Resource[1]", may("route53:Change*", ["arn:aws:route53:::hostedzone/Z1", "*"])],
      [
        "policy.Statement[0].Resource",
        { ...may("ssm:UpdateInstanceInformation", "*"), parameters: { allowed: [] } },
      ],
    ],
    passes: [
      may(
        ["cloudwatch:PutMetricData", "ec2:Describe*", "route53:ListHostedZones", "s3:ListAllMyBuckets"],
        "*",
      ),
      may(["ssmmessages:CreateDataChannel", "ec2messages:GetMessages", "ssm:UpdateInstanceInformation"], "*"),
      may("somethingnew:PutThing", "*"),
      may("s3:PutObject", "arn:aws:s3:::logs/*"),
      may("ec2:StopInstances", "*", { Condition: { StringEquals: { "aws:ResourceTag/App": "api" } } }),
    ],
    unknown: [
      properties({ policy: { Statement: [allow({ Action: "s3:PutObject", Resource: [UNKNOWN] })] } }),
    ],
  },
};
