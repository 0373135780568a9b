import { readAsset } from "../../../assets";
import type { Bundle } from "../../../host/bundle";
import type { Platform } from "../../../host/platform";
import { serviceSandbox } from "../../../host/serviceSandbox";
import type { ResolvedLogAlerts } from "../../../model/types";
import { alertRules } from "../rules";
import { type ElastAlertSurroundings, renderConfiguration } from "./configuration";
import { renderInstallation } from "./installation";
import { elastAlertUnit, paths } from "./paths";
import { renderElastAlertRule } from "./rules";

function renderUnit(python: string): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Alerts on the logs (ElastAlert 2)",
    "Wants=network-online.target",
    "After=network-online.target portcullis-elasticsearch.service",
    // It has to come back however long Elasticsearch is away.
    "StartLimitIntervalSec=0",
    "",
    "[Service]",
    `LoadCredential=config.yaml:${paths.configuration}`,
    `ExecStart=${python} -I -u ${paths.launcher} run \${CREDENTIALS_DIRECTORY}/config.yaml`,
    "Restart=always",
    "RestartSec=10s",
    "TasksMax=64",
    "MemoryMax=512M",
    "SocketBindDeny=any",
    ...serviceSandbox,
    // A webhook must not lead to the credentials that a cloud gives its hosts.
    "IPAddressDeny=169.254.169.254 fd00:ec2::254",
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}

/**
 * Renders the bundle of ElastAlert 2, which looks at the logs and tells of alerts.
 *
 * @param settings - the settings
 * @param surroundings - what it looks at
 * @param platform - the log host's platform
 * @throws Error where the platform's Python is too old for ElastAlert 2
 */
export function renderElastAlert(
  settings: ResolvedLogAlerts,
  surroundings: ElastAlertSurroundings,
  platform: Platform,
): Bundle {
  const rules = alertRules(settings, surroundings.hosts);
  if (rules.length === 0) return { name: "elastalert", files: [] };
  const { packages, files, prepare, python } = renderInstallation(settings.elastAlert.index, platform);
  const asset = (name: string): string => readAsset(`components/logging/alerts/elastAlert/assets/${name}`);
  const launch = (command: string): string =>
    `'${python}' -I '${paths.launcher}' ${command} '${paths.configuration}'`;
  return {
    name: "elastalert",
    packages,
    files: [
      ...files,
      { path: paths.launcher, content: asset("portcullis_elastalert.py") },
      { path: paths.actions, content: asset("portcullis_alerts.py") },
      { path: paths.authority, content: `${surroundings.elasticsearch.authority.trim()}\n` },
      ...rules.map((rule) => ({
        path: `${paths.rules}/${rule.name}.yaml`,
        content: renderElastAlertRule(rule, surroundings.namespace),
      })),
      { path: paths.configuration, content: renderConfiguration(settings, surroundings), secret: true },
      { path: paths.unit, content: renderUnit(python) },
    ],
    prepare: [prepare],
    validate: [launch("check"), launch("key")],
    services: [{ unit: elastAlertUnit, onChange: "restart" }],
    verify: [`systemctl is-active --quiet ${elastAlertUnit}`],
    deactivate: [`rm -rf '${paths.program}'`],
  };
}
