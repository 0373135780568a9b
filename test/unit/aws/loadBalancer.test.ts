import { AwsLoadBalancer, type AwsLoadBalancerArgs } from "../../../components/aws/balancer/loadBalancer";
import { inputsOf, type Made, named, run } from "./made";

const targetGroup = "aws:lb/targetGroup:TargetGroup";

async function made(rest: Partial<AwsLoadBalancerArgs> = {}): Promise<Made[]> {
  const { resources } = await run(
    () =>
      new AwsLoadBalancer("edge", {
        vpcId: "vpc-1",
        subnetIds: ["subnet-a", "subnet-b"],
        securityGroupIds: ["sg-1"],
        instanceIds: ["i-1", "i-2"],
        ...rest,
      }),
  );
  return resources;
}

test("passes both ports on to every host, with the clients' own addresses", async () => {
  const resources = await made();
  expect(named(resources, "aws:lb/listener:Listener")).toEqual(["edge-https", "edge-http"]);
  expect(named(resources, "aws:lb/targetGroupAttachment:TargetGroupAttachment")).toEqual([
    "edge-https-1",
    "edge-https-2",
    "edge-http-1",
    "edge-http-2",
  ]);
  for (const [name, port] of [
    ["edge-https", 443],
    ["edge-http", 80],
  ] as const) {
    expect(inputsOf(resources, targetGroup, name)).toMatchObject({
      port,
      protocol: "TCP",
      targetType: "instance",
      preserveClientIp: "true",
      connectionTermination: true,
      targetHealthStates: [{ enableUnhealthyConnectionTermination: true }],
      healthCheck: { protocol: "TCP", port: "443" },
    });
  }
});

test("is spread over its zones, and protected where asked", async () => {
  const balancer = "aws:lb/loadBalancer:LoadBalancer";
  expect(inputsOf(await made(), balancer, "edge")).toMatchObject({
    loadBalancerType: "network",
    enableCrossZoneLoadBalancing: true,
    enableDeletionProtection: false,
    securityGroups: ["sg-1"],
    subnets: ["subnet-a", "subnet-b"],
  });
  const asked = await made({ deletionProtection: true, accessLogsBucket: "logs" });
  expect(inputsOf(asked, balancer, "edge")).toMatchObject({
    enableDeletionProtection: true,
    accessLogs: { enabled: true, bucket: "logs" },
  });
});
