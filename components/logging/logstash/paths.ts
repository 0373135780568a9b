/** Name of Logstash's unit. */
export const logstashUnit = "portcullis-logstash.service";

/** Where Logstash's files are on a host. */
export const paths = {
  /** What is no secret: `path.settings`. */
  settings: "/etc/portcullis/logstash",
  /** What the process gets from systemd as credentials, each by its name here: root's alone. */
  credentials: "/etc/portcullis/logstash/credentials",
  script: "/usr/local/lib/portcullis/logstash/events.rb",
  unit: `/etc/systemd/system/${logstashUnit}`,
  /** Queues, within the state folder of the unit's own user. */
  data: "/var/lib/portcullis-logstash",
  program: "/usr/share/logstash/bin/logstash",
} as const;

/** TCP port on loopback of Logstash's API, which tells about pipelines and queues. */
export const apiPort = 9600;

/** Where a credential is for the process, as Logstash's configuration says it. */
export function credential(name: string): string {
  return `\${CREDENTIALS_DIRECTORY}/${name}`;
}

/** TCP port of the Beats protocol, on all addresses of the host: firewall and certificates decide who gets in. */
export const beatsPort = 5044;
