import { type Example, type Examples, policy, properties, UNKNOWN } from "./rule";

const ROLE = "aws:iam/role:Role";
const GITHUB = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";

const allow = (more: Record<string, unknown>): Record<string, unknown> => ({ Effect: "Allow", ...more });

/** A role that one statement lets somebody take on. */
const trusts = (Principal: unknown, more: Record<string, unknown> = {}): Example => ({
  properties: { assumeRolePolicy: policy(allow({ Action: "sts:AssumeRole", Principal, ...more })) },
  type: ROLE,
});

const attached = (policyArn: unknown): Example => properties({ role: "api", policyArn });
const aws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
const claim = (name: string, value: unknown, operator = "StringLike"): Record<string, unknown> => ({
  Condition: { [operator]: { [`token.actions.githubusercontent.com:${name}`]: value } },
});

/** Examples of the rules on roles, users and their passwords. */
export const awsIdentityExamples: Record<string, Examples> = {
  "aws-iam-administrator-access": {
    fails: [
      ["policyArn", attached(aws("AdministratorAccess"))],
      ["policyArn", attached("arn:aws-cn:iam::aws:policy/IAMFullAccess")],
      ["managedPolicyArns[1]", properties({ managedPolicyArns: [UNKNOWN, aws("PowerUserAccess")] }, ROLE)],
    ],
    passes: [
      attached(aws("AmazonSSMManagedInstanceCore")),
      attached("arn:aws:iam::123456789012:policy/AdministratorAccess"),
      properties({ managedPolicyArns: [] }, ROLE),
    ],
    unknown: [attached(UNKNOWN)],
  },
  "aws-iam-role-trust-everybody": {
    fails: [
      ["assumeRolePolicy.Statement[0].Principal", trusts("*")],
      ["assumeRolePolicy.Statement[0].Principal.AWS", trusts({ AWS: "*" })],
      [
        "assumeRolePolicy.Statement[0].Principal.AWS[1]",
        trusts({ AWS: ["arn:aws:iam::123456789012:root", "*"] }),
      ],
      [
        "assumeRolePolicy.Statement[0].Principal.AWS",
        trusts({ AWS: "*" }, { Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } } }),
      ],
      [
        "assumeRolePolicy.Statement[0].Principal.AWS",
        trusts(
          { AWS: "*" },
          { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy" } } },
        ),
      ],
      [
        "assumeRolePolicy.Statement[0].NotPrincipal",
        trusts(undefined, { NotPrincipal: { AWS: "arn:aws:iam::1:root" } }),
      ],
    ],
    passes: [
      trusts({ Service: "ec2.amazonaws.com" }),
      trusts({ AWS: "arn:aws:iam::123456789012:role/deploy" }),
      trusts("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
      properties({ assumeRolePolicy: policy({ Effect: "Deny", Principal: "*" }) }, ROLE),
    ],
    unknown: [
      properties({ assumeRolePolicy: UNKNOWN }, ROLE),
      properties({ assumeRolePolicy: { Statement: [allow({ Principal: { AWS: [UNKNOWN] } })] } }, ROLE),
      properties(
        {
          assumeRolePolicy: {
            Statement: [
              allow({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": UNKNOWN } } }),
            ],
          },
        },
        ROLE,
      ),
    ],
  },
  "aws-iam-root-access-key": {
    fails: [["user", properties({ user: "root" })]],
    passes: [properties({ user: "deploy" })],
    unknown: [properties({ user: UNKNOWN })],
  },
  "aws-iam-role-trust-federated": {
    fails: [
      ["assumeRolePolicy.Statement[0].Principal.Federated", trusts({ Federated: GITHUB })],
      [
        "assumeRolePolicy.Statement[0].Principal.Federated",
        trusts({ Federated: GITHUB }, claim("aud", "sts.amazonaws.com", "StringEquals")),
      ],
      [
        "assumeRolePolicy.Statement[0].Principal.Federated",
        trusts({ Federated: GITHUB }, claim("sub", "repo:*")),
      ],
    ],
    passes: [
      trusts({ Federated: GITHUB }, claim("sub", "repo:acme/api:environment:prod", "StringEquals")),
      trusts({ Federated: GITHUB }, claim("sub", ["repo:acme/*"], "ForAnyValue:StringLike")),
      trusts({ Federated: "cognito-identity.amazonaws.com" }),
      trusts({ Federated: "arn:aws:iam::123456789012:oidc-provider/login.acme.example" }),
      trusts({ Service: "ec2.amazonaws.com" }),
    ],
    unknown: [properties({ assumeRolePolicy: UNKNOWN }, ROLE)],
  },
  "aws-iam-managed-full-access": {
    fails: [
      ["policyArn", attached(aws("AmazonS3FullAccess"))],
      ["policyArn", attached(aws("AWSCloudShellFullAccess"))],
    ],
    passes: [
      attached(aws("service-role/AmazonEC2RoleforSSM")),
      attached(aws("IAMFullAccess")),
      { ...attached(aws("AmazonSNSFullAccess")), parameters: { allowed: ["AmazonSNSFullAccess"] } },
    ],
    unknown: [attached(UNKNOWN)],
  },
  "aws-iam-user-policy": {
    fails: [
      ["user", properties({ user: UNKNOWN, policy: "{}" })],
      [
        "user",
        properties({ user: "anna", policyArn: "x" }, "aws:iam/userPolicyAttachment:UserPolicyAttachment"),
      ],
      ["users", properties({ users: [UNKNOWN] }, "aws:iam/policyAttachment:PolicyAttachment")],
    ],
    passes: [properties({ roles: ["api"], users: [] }, "aws:iam/policyAttachment:PolicyAttachment")],
    unknown: [properties({ users: UNKNOWN }, "aws:iam/policyAttachment:PolicyAttachment")],
  },
  "aws-iam-access-key": {
    fails: [["user", properties({ user: UNKNOWN })]],
    passes: [properties({ user: "deploy", status: "Inactive" })],
    unknown: [properties({ user: "deploy", status: UNKNOWN })],
  },
  "aws-iam-password-length": {
    fails: [
      ["minimumPasswordLength", properties({ minimumPasswordLength: 12 })],
      ["minimumPasswordLength", properties({})],
    ],
    passes: [
      properties({ minimumPasswordLength: 14 }),
      { properties: { minimumPasswordLength: 12 }, parameters: { minimumLength: 12 } },
    ],
    unknown: [properties({ minimumPasswordLength: UNKNOWN })],
  },
  "aws-iam-user": {
    fails: [
      ["name", properties({ name: UNKNOWN })],
      ["user", properties({ user: "anna" }, "aws:iam/userLoginProfile:UserLoginProfile")],
    ],
    passes: [{ properties: { name: "emergency" }, parameters: { allowed: ["emergency"] } }],
    unknown: [{ properties: { name: UNKNOWN }, parameters: { allowed: ["emergency"] } }],
  },
  "aws-iam-role-trust-account": {
    fails: [
      ["assumeRolePolicy.Statement[0].Principal.AWS", trusts({ AWS: "arn:aws:iam::123456789012:root" })],
      ["assumeRolePolicy.Statement[0].Principal.AWS[0]", trusts({ AWS: ["123456789012"] })],
    ],
    passes: [
      trusts({ AWS: "arn:aws:iam::123456789012:role/deploy" }),
      trusts({ AWS: "123456789012" }, { Condition: { StringEquals: { "sts:ExternalId": "x" } } }),
      trusts({ Service: "ec2.amazonaws.com" }),
    ],
    unknown: [properties({ assumeRolePolicy: UNKNOWN }, ROLE)],
  },
  "aws-iam-password-reuse": {
    fails: [
      ["passwordReusePrevention", properties({ passwordReusePrevention: 5 })],
      ["passwordReusePrevention", properties({})],
    ],
    passes: [properties({ passwordReusePrevention: 24 })],
    unknown: [properties({ passwordReusePrevention: UNKNOWN })],
  },
  "aws-iam-password-composition": {
    fails: [
      [
        "requireSymbols",
        properties({
          requireLowercaseCharacters: true,
          requireUppercaseCharacters: true,
          requireNumbers: true,
          requireSymbols: false,
        }),
      ],
      [
        "requireNumbers",
        properties({
          requireLowercaseCharacters: true,
          requireUppercaseCharacters: UNKNOWN,
          requireSymbols: true,
        }),
      ],
    ],
    passes: [
      properties({
        requireLowercaseCharacters: true,
        requireUppercaseCharacters: true,
        requireNumbers: true,
        requireSymbols: true,
      }),
    ],
    unknown: [
      properties({
        requireLowercaseCharacters: UNKNOWN,
        requireUppercaseCharacters: true,
        requireNumbers: true,
        requireSymbols: true,
      }),
    ],
  },
  "aws-iam-password-age": {
    fails: [
      ["maxPasswordAge", properties({ maxPasswordAge: 365 })],
      ["maxPasswordAge", properties({ maxPasswordAge: 0 })],
    ],
    passes: [properties({ maxPasswordAge: 90 })],
    unknown: [properties({ maxPasswordAge: UNKNOWN })],
  },
};
