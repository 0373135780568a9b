/** Name of Kibana's unit. */
export const kibanaUnit = "portcullis-kibana.service";
/** Name of the unit that brings our dashboards, searches and rules into Kibana. */
export const objectsUnit = "portcullis-kibana-objects.service";

const folder = "/etc/portcullis/kibana";

/** Where Kibana's files are on a host. */
export const paths = {
  /** What is no secret. */
  settings: `${folder}/kibana.yml`,
  nodeOptions: `${folder}/node.options`,
  /** Folder that Kibana takes for that of its configuration. */
  folder,
  /** Certificate of the authority that signed Kibana's own: what the edge verifies it by. */
  authority: `${folder}/authority.pem`,
  certificate: `${folder}/certificate.pem`,
  elasticsearchAuthority: `${folder}/elasticsearch-authority.pem`,
  /** What is secret, and reaches the process as credentials. */
  key: `${folder}/credentials/key.pem`,
  secrets: `${folder}/credentials/secrets.yml`,
  access: `${folder}/credentials/access.json`,
  objects: `${folder}/objects.json`,
  unit: `/etc/systemd/system/${kibanaUnit}`,
  objectsUnit: `/etc/systemd/system/${objectsUnit}`,
  apply: "/usr/local/lib/portcullis/kibana/apply.py",
  data: "/var/lib/portcullis-kibana",
  program: "/usr/share/kibana/bin/kibana",
} as const;

/** TCP port on loopback. */
export const kibanaPort = 5601;

/** Name that Kibana's own certificate has to hold beside its public one: programs on the host verify it by that. */
export const kibanaName = "localhost";

/** What the edge of its host passes requests on to. */
export const kibanaUrl = `https://127.0.0.1:${kibanaPort}`;
