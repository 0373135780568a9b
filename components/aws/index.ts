/**
 * Portcullis on Amazon Web Services: what hosts need there. It needs `@pulumi/aws`.
 *
 * @packageDocumentation
 */
export { AwsAlarms, type AwsAlarmsArgs } from "./alarms/awsAlarms";
export { AwsAlarmTopic, type AwsAlarmTopicArgs } from "./alarms/awsAlarmTopic";
export { AwsBucket, type AwsBucketArgs } from "./bucket/awsBucket";
export { AwsKey, type AwsKeyArgs } from "./key/awsKey";
export { HostMetrics, type HostMetricsArgs } from "./metrics/hostMetrics";
export { AwsNetwork, type AwsNetworkArgs, type AwsSubnet } from "./network/awsNetwork";
export { type PlannedSubnet, planSubnets, type SubnetPlan } from "./network/subnets";
export {
  AwsSecurityGroup,
  type AwsSecurityGroupArgs,
  type Peer,
  type SecurityGroupRule,
} from "./securityGroup/awsSecurityGroup";
export { AwsSecurityGroups, type AwsSecurityGroupsArgs } from "./securityGroup/awsSecurityGroups";
export { type ConnectionPlan, type Port, type Role } from "./securityGroup/connections";
export { AwsHost, type AwsHostArgs } from "./host/awsHost";
export { AwsInfrastructure, type AwsInfrastructureArgs } from "./infrastructure/awsInfrastructure";
export { AwsLoadBalancer, type AwsLoadBalancerArgs } from "./balancer/loadBalancer";
export { AwsDns, type AwsDnsArgs, type AwsDnsTarget } from "./dns/dns";
export { AwsRedis, type AwsRedisArgs } from "./redis/redis";
