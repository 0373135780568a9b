/** Services that the world has no business with, by the TCP ports that they listen on by default. */
export const SERVICES = {
  /** RFC 4253 section 4.1. */
  ssh: [22],
  /** Microsoft's port of the Remote Desktop Protocol. */
  remoteDesktop: [3389],
  /**
   * SQL Server, Oracle, MySQL, mSQL, PostgreSQL, CouchDB, Redis, Cassandra, Elasticsearch, Memcached, MongoDB and Db2, from
   * their documentation; 3306 and 4333 are in AWS Config's rule restricted-common-ports too.
   */
  databases: [
    1433, 1521, 3306, 4333, 5432, 5984, 6379, 7000, 7001, 9042, 9200, 9300, 11211, 27017, 27018, 27019, 50000,
  ],
  /** FTP, Telnet, the portmapper, Windows' file sharing, the r-services, rsync and NFS: nothing of it is encrypted by default. */
  cleartext: [20, 21, 23, 111, 135, 137, 138, 139, 445, 512, 513, 514, 873, 2049],
  /**
   * Docker, etcd, Kibana, VNC, Windows Remote Management, Kubernetes' API and kubelet, Kong's admin API and manager, Vault,
   * Consul, Logstash's API and RabbitMQ's management: who reaches them and gets in owns the system.
   */
  administration: [
    2375, 2376, 2379, 2380, 5601, 5900, 5985, 5986, 6443, 8001, 8002, 8200, 8444, 8445, 8500, 9600, 10250,
    15672,
  ],
} as const satisfies Record<string, readonly number[]>;

/** Ports of all of {@link SERVICES}: rules of their own look at them. */
export const SERVICE_PORTS: readonly number[] = Object.values(SERVICES).flat();
