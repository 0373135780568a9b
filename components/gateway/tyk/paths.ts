/** Where the gateway's files are on a host. */
export const paths = {
  configuration: "/etc/portcullis/tyk/tyk.conf",
  credentials: "/etc/portcullis/tyk/credentials.json",
  definitions: "/etc/portcullis/tyk/apis",
  policies: "/etc/portcullis/tyk/policies",
  templates: "/etc/portcullis/tyk/templates",
  control: "/usr/local/lib/portcullis/tyk/control.py",
  redis: "/etc/portcullis/tyk/redis.conf",
  redisDropIn: "/etc/systemd/system/redis-server.service.d/50-portcullis.conf",
  unit: "/etc/systemd/system/portcullis-tyk.service",
  credentialsUnit: "/etc/systemd/system/portcullis-tyk-credentials.service",
  countsUnit: "/etc/systemd/system/portcullis-tyk-counts.service",
} as const;

/** TCP port on loopback of the control interface, beside the gateway's own. */
export const controlPort = 8001;
