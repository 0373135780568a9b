const program = "/usr/local/lib/portcullis/elastalert";
const configuration = "/etc/portcullis/logging/alerts";

/** Where ElastAlert 2 and what it reads are put. */
export const paths = {
  program,
  launcher: `${program}/portcullis_elastalert.py`,
  actions: `${program}/portcullis_alerts.py`,
  requirements: `${program}/requirements.txt`,
  configuration: `${configuration}/config.yaml`,
  authority: `${configuration}/ca.pem`,
  rules: `${configuration}/rules`,
  unit: "/etc/systemd/system/portcullis-elastalert.service",
} as const;

/** Name of the unit. */
export const elastAlertUnit = "portcullis-elastalert.service";
