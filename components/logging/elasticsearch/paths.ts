/** Name of the node's unit, and of its user. */
export const elasticsearchUnit = "portcullis-elasticsearch.service";
/** Name of the unit that sets the server up through its API. */
export const setupUnit = "portcullis-elasticsearch-setup.service";
/** The system user that the node runs as. */
export const elasticsearchUser = "portcullis-elasticsearch";

const configuration = "/etc/portcullis/elasticsearch";
const programs = "/usr/local/lib/portcullis/elasticsearch";
const setup = "/etc/portcullis/elasticsearch-setup";

/** Where Elasticsearch's files are on a host. */
export const paths = {
  /** Folder of the node's configuration, the only one that the server reads certificates from. */
  configuration,
  settings: `${configuration}/elasticsearch.yml`,
  jvmOptions: `${configuration}/jvm.options`,
  /** Heap of a fixed size. */
  heap: `${configuration}/jvm.options.d/heap.options`,
  logging: `${configuration}/log4j2.properties`,
  authority: `${configuration}/authority.pem`,
  certificate: `${configuration}/node.pem`,
  key: `${configuration}/node.key`,
  /** Whose certificates are nodes'. */
  trust: `${configuration}/trust.yml`,
  users: `${configuration}/users`,
  userRoles: `${configuration}/users_roles`,
  keystore: `${configuration}/elasticsearch.keystore`,
  data: "/var/lib/portcullis-elasticsearch",
  logs: "/var/log/portcullis-elasticsearch",
  /** What a start works out of the host. */
  environment: "/run/portcullis-elasticsearch/environment",
  prepareHost: `${programs}/prepare-host.sh`,
  sysctl: "/etc/sysctl.d/91-portcullis-elasticsearch.conf",
  sysusers: "/etc/sysusers.d/portcullis-elasticsearch.conf",
  unit: `/etc/systemd/system/${elasticsearchUnit}`,
  /** The program that speaks to the server's API. */
  control: `${programs}/control.py`,
  /** What it reads. */
  setupFolder: setup,
  /** Where it finds the server, and what it proves itself by: root's alone. */
  access: `${setup}/access.json`,
  /** Authority of the server's certificate. */
  accessAuthority: `${setup}/authority.pem`,
  /** What the server is to have. */
  wanted: `${setup}/wanted.json`,
  setupUnit: `/etc/systemd/system/${setupUnit}`,
} as const;
