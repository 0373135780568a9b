/** Redis or Valkey with replicas: alone able to encrypt, to authenticate and to fail over. */
export const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
/** A Memcached cluster, a single Redis node, or a further node of a group. */
export const CLUSTER = "aws:elasticache/cluster:Cluster";
/** A cache without nodes of its own; always encrypted, always over several zones. */
export const SERVERLESS = "aws:elasticache/serverlessCache:ServerlessCache";
