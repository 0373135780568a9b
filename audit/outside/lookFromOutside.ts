import type { AuditCheck } from "../../components/audit/check";
import { gatewayAnswerChecks } from "../../components/audit/checks/gatewayAnswers";
import { logShippingChecks } from "../../components/audit/checks/logShipping";
import { sshOutsideChecks } from "../../components/audit/checks/sshOutside";
import type { CheckResult } from "../../components/audit/result";
import { edgeOf } from "../../components/environment/plannedHost";
import { withRedis } from "../../components/gateway/sharedRedis";
import { loadPlan } from "../../components/gateway/planning/loadPlan";
import type { ResolvedEdge, ResolvedEnvironment, ResolvedGateway } from "../../components/model/types";
import type { AuditedEnvironment, AuditedHost } from "../model/audited";
import { lookAtSites } from "./edge";
import { gatewayAnswers } from "./gateway/answers";
import { judgeStored } from "./logs/judge";
import { storedRequest } from "./logs/storedRequest";
import { declaredPorts, judgePorts } from "./ports/judge";
import { allPorts, openPorts, usualPorts } from "./ports/scan";
import type { Site } from "./site";
import { judgeSsh } from "./ssh/judge";
import { sshOffers } from "./ssh/offers";
import { answered, verdict } from "./verdict";

/** How a host is looked at from outside. */
export interface OutsideOptions {
  /** Whether all TCP ports are tried rather than about a thousand and those of the settings. */
  readonly full?: boolean;
  /** Is told what is looked at next. */
  readonly tell?: (what: string) => void;
}

const byId = (checks: readonly AuditCheck[], id: string): AuditCheck[] =>
  checks.filter((check) => check.id === id);

/** The gateway of a host, if it has one. */
function gatewayOf(
  { gateway, aws }: ResolvedEnvironment,
  { plan }: AuditedHost,
): ResolvedGateway | undefined {
  if (plan.role !== "api" || !gateway) return undefined;
  return aws?.redis ? withRedis(gateway) : gateway;
}

/**
 * Looks at a host from where this machine is. Every check that the settings give a reason for is answered.
 *
 * @param host - one of the environment's hosts
 */
export async function lookFromOutside(
  environment: AuditedEnvironment,
  host: AuditedHost,
  options: OutsideOptions = {},
): Promise<CheckResult[]> {
  const { full = false, tell = () => undefined } = options;
  const { settings, roots } = environment;
  const { plan, address, ssh } = host;
  const siteNamed = (name: string): Site => ({ address, name, roots });

  tell("ports");
  const declared = declaredPorts(settings, plan);
  const candidates = full ? allPorts : [...new Set([...usualPorts, ...declared.map(({ port }) => port)])];
  const open = await openPorts(address, candidates);
  const results = judgePorts(open, declared, address, candidates.length);

  tell("SSH");
  results.push(
    ...(await answered(sshOutsideChecks, async () =>
      judgeSsh(await sshOffers(ssh, plan.hostKeyType), plan.platform.name, ssh.hostKey),
    )),
  );

  const edge = edgeOf(settings, plan);
  // Kibana is for those who look at the logs, whom this machine may not be among.
  if (edge && (plan.role === "api" || open.some(({ port }) => port === 443))) {
    tell("HTTPS");
    results.push(...(await lookAtSites(edge, plan.platform, siteNamed)));
  }
  if (edge && plan.role === "api")
    results.push(...(await lookBehindEdge(environment, host, edge, siteNamed, tell)));
  return results;
}

/** Looks at what is behind the edge of the environment's sites. */
async function lookBehindEdge(
  { settings, folder, credentials, logs }: AuditedEnvironment,
  host: AuditedHost,
  edge: ResolvedEdge,
  siteNamed: (name: string) => Site,
  tell: (what: string) => void,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const gateway = gatewayOf(settings, host);
  if (gateway) {
    tell("gateway");
    const look = async (): Promise<CheckResult[]> =>
      gatewayAnswers(edge, { plan: loadPlan(gateway, folder), credentials }, siteNamed);
    results.push(...(await answered(gatewayAnswerChecks, look)));
  }
  tell("logs");
  results.push(
    verdict(
      "log-collection",
      settings.logging !== undefined,
      settings.logging ? "the settings have a section logging" : "the settings have no section logging",
    ),
  );
  if (!logs) return results;
  const name = edge.sites[0].names[0];
  const shipped = await answered(
    byId(logShippingChecks, "log-shipping"),
    async () => judgeStored(name, await storedRequest(siteNamed(name), "/", logs)),
    name,
  );
  return [...results, ...shipped];
}
