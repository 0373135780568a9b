import { readAsset } from "../../assets";
import type { Bundle, BundleFile } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import { ConfigurationError } from "../../model/problems";
import type { ResolvedGatewayTyk } from "../../model/types";
import { renderIssuerKeys } from "../issuerKeys/render";
import type { GatewayPlan } from "../plan";
import type { GatewaySecrets } from "../secrets";
import { renderAnswers, renderErrorTemplates } from "./answers";
import { renderConfiguration, type TykSecrets } from "./configuration";
import type { Definition } from "./definition";
import { hostsOf, renderFront } from "./front";
import { renderGates } from "./gate";
import { renderInstallation } from "./installation";
import { countsToKeep } from "./limits";
import { renderOperation } from "./operation";
import { paths } from "./paths";
import { renderPolicies, subjectSeconds } from "./policies";
import { renderRedis, renderRedisDropIn } from "./redis";
import { renderSessions } from "./sessions";
import { checkSupported } from "./supported";
import {
  countsUnit,
  credentialsUnit,
  renderCountsUnit,
  renderCredentialsUnit,
  renderTykUnit,
  tykUnit,
} from "./units";

/**
 * How long sessions are kept, in seconds: those that Tyk made of tokens, for as long as the tokens are good at least; those
 * of consumers, which do not expire, for ever. The definition counts in which a request ends, whichever it is.
 */
function withSessionLifetime(definition: Definition, seconds: number): Definition {
  return { ...definition, session_lifetime: seconds, session_lifetime_respects_key_expiration: true };
}

/** All definitions of a plan, each once. */
export function renderDefinitions(plan: GatewayPlan): Definition[] {
  const definitions = [
    ...renderAnswers(),
    ...hostsOf(plan).map((host) => renderFront(plan, host)),
    ...renderGates(plan),
    ...plan.apis.flatMap((api) => api.routes.map((route) => renderOperation(api, route))),
  ];
  const lifetime = subjectSeconds(plan);
  return [...new Map(definitions.map((definition) => [definition.api_id, definition])).values()].map(
    (definition) => withSessionLifetime(definition, lifetime),
  );
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
  const policies = Object.entries({ none: {}, ...renderPolicies(plan) }).map(([id, policy]): BundleFile => ({
    path: `${paths.policies}/${id}.json`,
    content: `${JSON.stringify(policy, null, 1)}\n`,
  }));
  const reloaded = [...definitions, ...policies, ...templates].map(({ path }) => path);
  const issuerKeys = plan.issuers.length > 0 ? renderIssuerKeys(plan.issuers) : undefined;
  return {
    name: "gateway",
    packages: [
      ...new Set([
        "python3",
        ...(local ? ["redis-server"] : []),
        ...installed.packages,
        ...(issuerKeys?.packages ?? []),
      ]),
    ],
    files: [
      ...installed.files,
      { path: paths.control, content: readAsset("components/gateway/tyk/assets/control.py"), mode: "0755" },
      { path: paths.configuration, content: renderConfiguration(plan, own), secret: true },
      {
        path: paths.credentials,
        content: `${JSON.stringify(renderSessions(plan, secrets))}\n`,
        secret: true,
      },
      ...policies,
      ...definitions,
      ...templates,
      ...(local
        ? [
            { path: paths.redis, content: renderRedis(redisPassword), secret: true },
            { path: paths.redisDropIn, content: renderRedisDropIn() },
          ]
        : []),
      { path: paths.credentialsUnit, content: renderCredentialsUnit(local) },
      { path: paths.countsUnit, content: renderCountsUnit(countsToKeep(plan), local) },
      {
        path: paths.unit,
        content: renderTykUnit(installed.binary, loopback, local, issuerKeys !== undefined),
      },
      ...(issuerKeys?.files ?? []),
    ],
    prepare: installed.prepare,
    validate: [
      `python3 -I -m json.tool ${paths.configuration} >/dev/null`,
      `test -x ${installed.binary}`,
      ...(issuerKeys?.validate ?? []),
    ],
    services: [
      ...(issuerKeys?.services ?? []),
      ...(local
        ? [
            {
              unit: "redis-server.service",
              onChange: "restart" as const,
              paths: [paths.redis, paths.redisDropIn],
            },
          ]
        : []),
      // Ahead of the credentials, which may have got a higher rate.
      {
        unit: countsUnit,
        onChange: "restart",
        paths: [paths.control, paths.countsUnit, paths.configuration],
      },
      {
        unit: credentialsUnit,
        onChange: "restart",
        paths: [paths.credentials, paths.control, paths.credentialsUnit, paths.configuration],
      },
      { unit: tykUnit, onChange: "restart", paths: [paths.configuration, paths.unit] },
      { unit: tykUnit, onChange: "reload", paths: reloaded },
    ],
    verify: [...(issuerKeys?.verify ?? []), `python3 -I ${paths.control} ready ${paths.configuration}`],
  };
}
