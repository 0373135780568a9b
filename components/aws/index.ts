/**
 * Portcullis on Amazon Web Services: what hosts need there. It needs `@pulumi/aws`.
 *
 * @packageDocumentation
 */
export { AwsLoadBalancer, type AwsLoadBalancerArgs } from "./balancer/loadBalancer";
export { AwsDns, type AwsDnsArgs, type AwsDnsTarget } from "./dns/dns";
export { AwsRedis, type AwsRedisArgs } from "./redis/redis";
