import { imageQuery } from "../../../components/aws/host/image";
import { architectureOf } from "../../../components/aws/host/instanceType";
import { instancePolicy } from "../../../components/aws/host/policies";

const account = {
  accountId: "111122223333",
  partition: "aws-us-gov",
  dnsSuffix: "amazonaws.com",
  region: "us-gov-west-1",
};
const keyArn = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1";
const zone = "arn:aws-us-gov:route53:::hostedzone/Z1";
const bucket = "arn:aws-us-gov:s3:::logs";

interface Parsed {
  Sid: string;
  Action: string | string[];
  Resource: string;
  Condition?: Record<string, Record<string, unknown>>;
}

const statements = (access: Partial<Parameters<typeof instancePolicy>[0]> = {}): Parsed[] =>
  (JSON.parse(instancePolicy({ host: "api-1", account, keyArn, ...access })) as { Statement: Parsed[] })
    .Statement;
const statement = (sid: string, access: Parameters<typeof statements>[0]): Parsed =>
  statements(access).find(({ Sid }) => Sid === sid)!;

test("a host that proves no names and writes to no bucket opens sessions and sends its metrics", () => {
  expect(statements().map(({ Sid }) => Sid)).toEqual(["SessionManager", "Metrics"]);
  expect(statements()[1]!.Condition).toEqual({ StringEquals: { "cloudwatch:namespace": "Portcullis" } });
});

test("no action is a wildcard, and whatever knows resources names them", () => {
  const all = statements({ hostedZoneArn: zone, bucketArn: bucket });
  expect(all).toHaveLength(7);
  for (const { Action } of all) expect([Action].flat().join()).not.toContain("*");
  expect(all.filter(({ Resource }) => Resource === "*").map(({ Sid }) => Sid)).toEqual([
    "SessionManager",
    "Metrics",
  ]);
});

test("in the zone it changes the challenges' TXT records alone", () => {
  expect(statement("ChangeChallengeRecords", { hostedZoneArn: zone })).toMatchObject({
    Action: "route53:ChangeResourceRecordSets",
    Resource: zone,
    Condition: {
      "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] },
      "ForAllValues:StringLike": {
        "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["_acme-challenge.*"],
      },
      Null: { "route53:ChangeResourceRecordSetsNormalizedRecordNames": "false" },
    },
  });
  expect(statement("WaitForChallengeRecords", { hostedZoneArn: zone }).Resource).toBe(
    "arn:aws-us-gov:route53:::change/*",
  );
});

test("in the bucket it writes below its own name, with the key through S3 alone", () => {
  expect(statement("WriteObjects", { bucketArn: bucket })).toMatchObject({
    Action: "s3:PutObject",
    Resource: "arn:aws-us-gov:s3:::logs/hosts/api-1/*",
  });
  expect(statement("EncryptObjects", { bucketArn: bucket })).toMatchObject({
    Resource: keyArn,
    Condition: { StringEquals: { "kms:ViaService": "s3.us-gov-west-1.amazonaws.com" } },
  });
});

test("snapshots of the logs it also reads and deletes, below their own name alone", () => {
  const access = { bucketArn: bucket, snapshotPrefix: "portcullis-prod" };
  const own = "arn:aws-us-gov:s3:::logs/portcullis-prod/*";
  expect(statement("KeepSnapshots", access).Resource).toBe(own);
  expect(statement("KeepSnapshots", access).Action).toEqual(
    expect.arrayContaining(["s3:GetObject", "s3:DeleteObject", "s3:PutObject"]),
  );
  expect(statement("ListSnapshots", access)).toMatchObject({
    Resource: bucket,
    Condition: { StringLike: { "s3:prefix": ["portcullis-prod/*"] } },
  });
  expect(statement("EncryptSnapshots", access)).toMatchObject({
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Condition: { StringEquals: { "kms:ViaService": "s3.us-gov-west-1.amazonaws.com" } },
  });
  // Without it, a host reads nothing that is in the bucket.
  const others = statements({ bucketArn: bucket }).flatMap(({ Action }) => Action);
  expect(others).not.toContain("s3:GetObject");
});

test.each([
  ["t3.small", "amd64"],
  ["m5zn.large", "amd64"],
  ["g4dn.xlarge", "amd64"],
  ["u-6tb1.metal", "amd64"],
  ["a1.medium", "arm64"],
  ["t4g.small", "arm64"],
  ["m7gd.large", "arm64"],
  ["im4gn.large", "arm64"],
  ["x2gd.metal", "arm64"],
  ["hpc7g.16xlarge", "arm64"],
])("%s is %s", (instanceType, architecture) => {
  expect(architectureOf(instanceType)).toBe(architecture);
});

test.each([
  ["debian-12", "t3.small", "136693071363", "debian-12-amd64-*", "x86_64"],
  ["debian-13", "t4g.small", "136693071363", "debian-13-arm64-*", "arm64"],
  [
    "ubuntu-22.04",
    "m7g.large",
    "099720109477",
    "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-arm64-server-*",
    "arm64",
  ],
  [
    "ubuntu-24.04",
    "m7i.large",
    "099720109477",
    "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*",
    "x86_64",
  ],
] as const)("%s on %s is the vendor's own image", (platform, instanceType, owner, name, architecture) => {
  const { owners, filters, mostRecent } = imageQuery(platform, instanceType);
  expect({ owners, mostRecent }).toEqual({ owners: [owner], mostRecent: true });
  expect(filters).toEqual(
    expect.arrayContaining([
      { name: "name", values: [name] },
      { name: "architecture", values: [architecture] },
    ]),
  );
});
