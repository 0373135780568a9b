/** Types that several tables speak of. */
export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const INSTANCE = "aws:ec2/instance:Instance";
export const EIP = "aws:ec2/eip:Eip";
export const ROLE = "aws:iam/role:Role";
export const KEY = "aws:kms/key:Key";
export const ALIAS = "aws:kms/alias:Alias";
export const BUCKET = "aws:s3/bucket:Bucket";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
export const TOPIC = "aws:sns/topic:Topic";
export const ZONE = "aws:route53/zone:Zone";
export const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
export const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
