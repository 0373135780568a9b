import { readAsset } from "../../assets";
import type { Bundle, BundleFile } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import { ConfigurationError } from "../../model/problems";
import type { ResolvedGatewayTyk } from "../../model/types";
import type { GatewayPlan } from "../plan";
import type { GatewaySecrets } from "../secrets";
import { renderAnswers, renderErrorTemplates } from "./answers";
import { renderConfiguration, type TykSecrets } from "./configuration";
import type { Definition } from "./definition";
import { hostsOf, renderFront } from "./front";
import { gatesOf, renderGate } from "./gate";
import { renderInstallation } from "./installation";
import { renderOperation } from "./operation";
import { paths } from "./paths";
import { renderRedis, renderRedisDropIn } from "./redis";
import { renderSessions } from "./sessions";
import { checkSupported } from "./supported";
import { credentialsUnit, renderCredentialsUnit, renderTykUnit, tykUnit } from "./units";

/** All definitions of a plan, each once. */
export function renderDefinitions(plan: GatewayPlan): Definition[] {
  const definitions = [
    ...renderAnswers(),
    ...hostsOf(plan).map((host) => renderFront(plan, host)),
    ...gatesOf(plan).map((gate) => renderGate(plan, gate)),
    ...plan.apis.flatMap((api) => api.routes.map((route) => renderOperation(api, route))),
  ];
  return [...new Map(definitions.map((definition) => [definition.api_id, definition])).values()];
}

/**
 * Renders the bundle of a Tyk gateway. A request is handed from an API's front, which knows paths and methods, to a
 * gate, which knows who calls, to the operation, which knows the body and the upstream.
 *
 * @param plan - what the gateway has to do
 * @param secrets - credentials of consumers, and the password of Redis
 * @param control - secret of the control interface
 * @param settings - where Tyk comes from
 * @param platform - the host's operating system
 * @throws ConfigurationError for what Tyk cannot do
 */
export function renderTyk(
  plan: GatewayPlan,
  secrets: GatewaySecrets,
  control: string,
  settings: ResolvedGatewayTyk,
  platform: Platform,
): Bundle {
  if (platform.family !== "debian")
    throw new ConfigurationError([
      {
        path: ["gateway", "engine"],
        message: `tyk is installed on Debian and Ubuntu alone (got ${platform.name})`,
      },
    ]);
  checkSupported(plan);
  const { redisPassword } = secrets;
  if (redisPassword === undefined) throw new Error("the plan needs a password of Redis");
  const local = plan.redis === undefined;
  const installed = renderInstallation(settings);
  const own: TykSecrets = { redisPassword, control };
  const loopback =
    local &&
    plan.apis.every(({ upstreams }) => upstreams.every((url) => url.startsWith("http://127.0.0.1:")));
  const definitions = renderDefinitions(plan).map((definition): BundleFile => ({
    path: `${paths.definitions}/${definition.api_id}.json`,
    content: `${JSON.stringify(definition, null, 1)}\n`,
  }));
  const templates = Object.entries(renderErrorTemplates()).map(([name, content]): BundleFile => ({
    path: `${paths.templates}/${name}`,
    content,
  }));
  const reloaded = [...definitions, ...templates].map(({ path }) => path);
  return {
    name: "gateway",
    packages: ["python3", ...(local ? ["redis-server"] : []), ...installed.packages],
    files: [
      ...installed.files,
      { path: paths.control, content: readAsset("components/gateway/tyk/assets/control.py"), mode: "0755" },
      { path: paths.configuration, content: renderConfiguration(plan, own), secret: true },
      {
        path: paths.credentials,
        content: `${JSON.stringify(renderSessions(plan, secrets))}\n`,
        secret: true,
      },
      { path: `${paths.policies}/none.json`, content: "{}\n" },
      ...definitions,
      ...templates,
      ...(local
        ? [
            { path: paths.redis, content: renderRedis(redisPassword), secret: true },
            { path: paths.redisDropIn, content: renderRedisDropIn() },
          ]
        : []),
      { path: paths.credentialsUnit, content: renderCredentialsUnit(local) },
      { path: paths.unit, content: renderTykUnit(installed.binary, loopback, local) },
    ],
    prepare: installed.prepare,
    validate: [`python3 -I -m json.tool ${paths.configuration} >/dev/null`, `test -x ${installed.binary}`],
    services: [
      ...(local
        ? [
            {
              unit: "redis-server.service",
              onChange: "restart" as const,
              paths: [paths.redis, paths.redisDropIn],
            },
          ]
        : []),
      {
        unit: credentialsUnit,
        onChange: "restart",
        paths: [paths.credentials, paths.control, paths.credentialsUnit, paths.configuration],
      },
      { unit: tykUnit, onChange: "restart", paths: [paths.configuration, paths.unit] },
      { unit: tykUnit, onChange: "reload", paths: reloaded },
    ],
    verify: [`python3 -I ${paths.control} ready ${paths.configuration}`],
  };
}
