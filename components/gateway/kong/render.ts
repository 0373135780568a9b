import { readAsset } from "../../assets";
import type { Bundle, BundleFile } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import { ConfigurationError } from "../../model/problems";
import type { ResolvedGatewayKong } from "../../model/types";
import type { GatewayPlan } from "../plan";
import {
  assembleAsRootCommand,
  assembleCommand,
  fetchesKeys,
  judgeCommand,
  renderIssuerCredentials,
} from "./issuerCredentials";
import { renderKongConf } from "./kongConf";
import { renderKongBase, renderKongYml } from "./kongYml";
import { kongBase, kongConf, kongUnit, kongYml, logFolder, luaFolder } from "./paths";
import type { GatewaySecrets } from "../secrets";
import { containerCommands, packageCommands, renderKongUnit } from "./unit";

const unitFile = `/etc/systemd/system/${kongUnit}`;

function pluginFiles(): BundleFile[] {
  return ["portcullis-answer", "portcullis-bearer", "portcullis-token", "portcullis-request"].flatMap(
    (plugin) =>
      ["handler.lua", "schema.lua"].map((file) => ({
        path: `${luaFolder}/kong/plugins/${plugin}/${file}`,
        content: readAsset(`components/gateway/kong/assets/${plugin}/${file}`),
      })),
  );
}

const rotation = [
  "# Managed by Portcullis.",
  `${logFolder}/*.log {`,
  "    daily",
  "    rotate 14",
  "    maxsize 500M",
  "    missingok",
  "    notifempty",
  "    compress",
  "    delaycompress",
  // Kong opens its request log anew with each entry; nginx would go on writing to the old error log.
  "    copytruncate",
  "    su kong kong",
  "}",
  "",
].join("\n");

/** Whether requests are counted by a Redis on the host itself. */
export function countsOnHost(plan: GatewayPlan): boolean {
  return plan.limitStore === "redis" && !plan.redis;
}

/**
 * Renders the bundle that runs Kong.
 *
 * @param plan - what the gateway has to do
 * @param secrets - keys of consumers and of Redis
 * @param settings - where Kong comes from
 * @param platform - the host's operating system
 * @throws ConfigurationError for what Kong cannot do, or where the platform cannot run it
 * @throws Error where a key or password is missing that the plan needs
 */
export function renderKongGateway(
  plan: GatewayPlan,
  secrets: GatewaySecrets,
  settings: ResolvedGatewayKong,
  platform: Platform,
): Bundle {
  if (platform.family !== "debian") {
    throw new ConfigurationError([
      { path: ["gateway"], message: `is not offered on ${platform.name}: use Debian or Ubuntu` },
    ]);
  }
  const { container } = settings;
  const fetches = fetchesKeys(plan);
  const commands = container
    ? containerCommands(container.image, fetches ? assembleAsRootCommand : undefined)
    : packageCommands(fetches ? assembleCommand : undefined);
  const issuers = fetches ? renderIssuerCredentials(plan, commands.kong) : undefined;
  const configuration = fetches
    ? { path: kongBase, content: renderKongBase(plan, secrets) }
    : { path: kongYml, content: renderKongYml(plan, secrets) };
  return {
    name: "gateway",
    packages: ["logrotate", "curl", ...(issuers?.packages ?? [])],
    files: [
      { path: kongConf, content: renderKongConf(plan), mode: "0640", owner: "root:kong" },
      { ...configuration, mode: "0640", owner: "root:kong", secret: true },
      { path: unitFile, content: renderKongUnit(commands, container !== undefined) },
      { path: "/etc/logrotate.d/portcullis-kong", content: rotation },
      ...pluginFiles(),
      ...(issuers?.files ?? []),
    ],
    validate: [
      fetches ? judgeCommand(commands.kong) : `${commands.kong} config parse ${kongYml} -c ${kongConf}`,
    ],
    activate: [
      {
        run: "if systemctl cat kong.service >/dev/null 2>&1; then systemctl disable --now --quiet kong.service; fi",
      },
      ...(issuers ? [{ run: issuers.fetch }] : []),
      { run: `systemctl try-restart ${kongUnit}`, paths: [unitFile, kongConf] },
    ],
    services: [
      {
        unit: kongUnit,
        onChange: "reload",
        paths: [
          configuration.path,
          ...pluginFiles().map(({ path }) => path),
          ...(issuers?.configuration ?? []),
        ],
      },
      ...(issuers?.services ?? []),
    ],
    verify: [
      `test "$(curl --silent --output /dev/null --write-out '%{http_code}' --max-time 5 http://127.0.0.1:8007/status/ready)" = 200`,
    ],
    verifySeconds: 60,
  };
}
