import { accessLogBucketPolicy, logBucketPolicy } from "../../../components/aws/bucket/policies";
import { keyPolicy } from "../../../components/aws/key/policy";
import { endpointPolicy, flowLogTrust, flowLogWriter } from "../../../components/aws/network/policies";
import type { Statement } from "../../../components/aws/policyDocument";

const account = {
  accountId: "123456789012",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-central-1",
};
const bucket = "arn:aws:s3:::logs-1";
const group = "arn:aws:logs:eu-central-1:123456789012:log-group:flow";

const policies: Record<string, string> = {
  key: keyPolicy(account),
  "log bucket": logBucketPolicy(bucket, account),
  "access log bucket": accessLogBucketPolicy("arn:aws:s3:::access-1", bucket, account),
  "flow logs' role": flowLogTrust(account),
  "flow logs' writer": flowLogWriter(group),
  "endpoint of s3": endpointPolicy("s3", account),
  "endpoint of ssm": endpointPolicy("ssm", account),
};

function statements(policy: string): Statement[] {
  const { Version, Statement } = JSON.parse(policy) as { Version: string; Statement: Statement[] };
  expect(Version).toBe("2012-10-17");
  return Statement;
}

function statement(policy: string, sid: string): Statement {
  return statements(policies[policy]!).find(({ Sid }) => Sid === sid)!;
}

test.each(Object.entries(policies))("%s: each statement has an id of its own", (_, policy) => {
  const ids = statements(policy).map(({ Sid }) => Sid);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[A-Za-z0-9]+$/.test(id))).toBe(true);
});

test.each(Object.entries(policies))("%s: a service of AWS acts for this account alone", (_, policy) => {
  const services = statements(policy).filter(
    ({ Principal }) => typeof Principal === "object" && "Service" in Principal,
  );
  for (const { Condition } of services) expect(JSON.stringify(Condition)).toContain(account.accountId);
});

test.each(Object.entries(policies))(
  "%s: everybody is allowed nothing without a condition",
  (name, policy) => {
    const open = statements(policy).filter(
      ({ Effect, Principal, Condition }) => Effect === "Allow" && Principal === "*" && !Condition,
    );
    // Through the endpoint of S3, anybody in the network fetches the agents of AWS, from the buckets of AWS.
    expect(open.map(({ Sid }) => Sid)).toEqual(name === "endpoint of s3" ? ["AgentsOfAws"] : []);
  },
);

test("the key is the account's, and of its log groups", () => {
  expect(statement("key", "Account").Principal).toEqual({ AWS: "arn:aws:iam::123456789012:root" });
  const logs = statement("key", "LogGroups");
  expect(logs.Principal).toEqual({ Service: "logs.eu-central-1.amazonaws.com" });
  expect(logs.Condition).toEqual({
    ArnLike: {
      "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:123456789012:log-group:*",
    },
  });
});

test.each(["log bucket", "access log bucket"])("%s: outdated and plain connections are refused", (name) => {
  const denied = statements(policies[name]!).filter(({ Effect }) => Effect === "Deny");
  expect(denied.map(({ Condition }) => Condition)).toEqual([
    { Bool: { "aws:SecureTransport": "false" } },
    { NumericLessThan: { "s3:TlsVersion": "1.2" } },
  ]);
  for (const { Principal, Action, Resource } of denied) {
    expect(Principal).toBe("*");
    expect(Action).toBe("s3:*");
    expect(Resource).toEqual([expect.any(String), expect.stringMatching(/\/\*$/)]);
  }
});

test("logs are delivered below this account's folder, as objects of this account", () => {
  const { Resource, Condition } = statement("log bucket", "LogDeliveryWrites");
  expect(Resource).toEqual([`${bucket}/AWSLogs/123456789012/*`, `${bucket}/*/AWSLogs/123456789012/*`]);
  expect(Condition!.StringEquals).toEqual({
    "aws:SourceAccount": "123456789012",
    "s3:x-amz-acl": "bucket-owner-full-control",
  });
});

test("access logs are of the one bucket", () => {
  expect(statement("access log bucket", "AccessLogs").Condition!.ArnLike).toEqual({
    "aws:SourceArn": bucket,
  });
});

test("flow logs are written to one group alone", () => {
  expect(statement("flow logs' writer", "WriteFlowLogs").Resource).toEqual([group, `${group}:*`]);
});

test("through the endpoint of S3, data stays in buckets of this account", () => {
  expect(statement("endpoint of s3", "OwnAccount").Condition).toEqual({
    StringEquals: { "aws:PrincipalAccount": "123456789012", "aws:ResourceAccount": "123456789012" },
  });
  expect(statement("endpoint of s3", "AgentsOfAws").Action).toBe("s3:GetObject");
});

test("an endpoint's policy speaks of its own service", () => {
  expect(statement("endpoint of ssm", "OwnAccount").Action).toBe("ssm:*");
  expect(statements(endpointPolicy("monitoring", account))[0]!.Action).toBe("cloudwatch:*");
});

test("another partition has names of its own", () => {
  const china = { ...account, partition: "aws-cn", dnsSuffix: "amazonaws.com.cn", region: "cn-north-1" };
  for (const policy of [
    keyPolicy(china),
    logBucketPolicy("arn:aws-cn:s3:::logs", china),
    flowLogTrust(china),
  ]) {
    expect(policy).not.toContain("arn:aws:");
  }
  expect(keyPolicy(china)).toContain('"logs.cn-north-1.amazonaws.com.cn"');
});
