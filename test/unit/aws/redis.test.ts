import * as pulumi from "@pulumi/pulumi";
import { authToken, maxmemoryPolicy } from "../../../components/aws/redis/engine";
import { AwsRedis } from "../../../components/aws/redis/redis";
import { resolve } from "../../../components/model/resolve";
import type { AwsRedis as Settings } from "../../../components/model/types";
import { inputsOf, type Made, run, valueOf } from "./made";

const group = "aws:elasticache/replicationGroup:ReplicationGroup";

async function made(settings?: Settings): Promise<{ resources: Made[]; result: AwsRedis }> {
  return run(
    () =>
      new AwsRedis("counts", {
        settings,
        gatewayEngine: "tyk",
        subnetIds: ["subnet-a", "subnet-b"],
        securityGroupIds: ["sg-1"],
        keyArn: "arn:key",
      }),
  );
}

test("speaks TLS alone, with a password, and encrypts all that it keeps", async () => {
  const { resources, result } = await made();
  const inputs = inputsOf(resources, group, "counts");
  expect(inputs).toMatchObject({
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    atRestEncryptionEnabled: true,
    kmsKeyId: "arn:key",
    securityGroupIds: ["sg-1"],
    autoMinorVersionUpgrade: true,
    snapshotRetentionLimit: 15,
    logDeliveryConfigurations: [{ logType: "engine-log", destination: "/aws/elasticache/counts" }],
  });
  expect(inputsOf(resources, "aws:cloudwatch/logGroup:LogGroup", "counts-log")).toMatchObject({
    kmsKeyId: "arn:key",
    retentionInDays: 365,
  });
  const token = await valueOf(result.password);
  expect(token).toMatch(/^[A-Za-z0-9-]{43}$/);
  expect(inputs.authToken).toMatchObject({ value: token });
  expect(await pulumi.isSecret(result.password)).toBe(true);
  expect(await valueOf(result.host)).toBe("master.counts.example.com");
  expect(await valueOf(result.port)).toBe(6379);
});

test("a replica in another zone takes over; without one nothing can", async () => {
  expect(inputsOf((await made()).resources, group, "counts")).toMatchObject({
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
  });
  expect(inputsOf((await made({ replicas: 0 })).resources, group, "counts")).toMatchObject({
    numCacheClusters: 1,
    automaticFailoverEnabled: false,
    multiAzEnabled: false,
  });
});

test("what goes once it is full depends on which gateway counts", () => {
  expect(maxmemoryPolicy("kong")).toBe("noeviction");
  expect(maxmemoryPolicy("tyk")).toBe("volatile-ttl");
});

test("a password has no character that ElastiCache refuses", () => {
  expect(authToken("aZ09-_-_")).toBe("aZ09----");
});

test.each<[settings: Settings, message: RegExp | undefined]>([
  [{}, undefined],
  [{ maintenanceWindow: "sun:23:30-mon:00:30", snapshotWindow: "00:30-23:30" }, undefined],
  [{ maintenanceWindow: "sun:03:00-sun:03:59" }, /maintenanceWindow must be of 60 minutes at least/],
  [{ snapshotWindow: "23:30-00:29" }, /snapshotWindow must be of 60 minutes at least/],
  [{ snapshotWindow: "03:00-04:00" }, /snapshotWindow must not overlap maintenanceWindow/],
  [{ snapshotWindow: "03:59-05:00" }, /must not overlap/],
  [{ snapshotWindow: "02:00-03:01" }, /must not overlap/],
  [{ snapshotWindow: "23:00-03:01" }, /must not overlap/],
  [{ maintenanceWindow: "sat:22:00-mon:01:00", snapshotWindow: "12:00-13:00" }, /must not overlap/],
  [{ maintenanceWindow: "sun:23:30-mon:00:30" }, undefined],
  [{ snapshotWindow: "25:00-26:00" }, /snapshotWindow/],
  [{ nodeType: "t4g.small" }, /nodeType/],
  [{ snapshotRetentionDays: 0 }, /snapshotRetentionDays must be >= 1/],
])("%j is judged before anything is made", (settings, message) => {
  if (message) expect(() => resolve("awsRedis", settings)).toThrow(message);
  else expect(resolve("awsRedis", settings)).toMatchObject(settings);
});
