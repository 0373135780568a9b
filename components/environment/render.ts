import { renderExpectations } from "../audit/expectations/render";
import { auditedBundles, renderHostAudit } from "../audit/render";
import { renderHostMetrics } from "../aws/metrics/render";
import { renderDemoApi } from "../demo/render";
import { renderCertificates } from "../edge/certificate/render";
import { edgeUnit, renderEdge } from "../edge/render";
import { certificateRequests } from "../edge/sites";
import { gatewayFront } from "../gateway/front";
import { gatewayParts, renderParts } from "../gateway/parts";
import { placeholderSecrets } from "../gateway/placeholderSecrets";
import type { GatewayPlan } from "../gateway/plan";
import { loadPlan } from "../gateway/planning/loadPlan";
import { renderAutomaticUpdates } from "../hardening/automaticUpdates/render";
import { renderFirewall } from "../hardening/firewall/render";
import { renderIntrusionPrevention } from "../hardening/intrusionPrevention/render";
import { renderKernel } from "../hardening/kernel/render";
import { renderLocalLogs } from "../hardening/localLogs/render";
import { renderLogins } from "../hardening/logins/render";
import { renderSshServer } from "../hardening/sshServer/render";
import { renderTimeSync } from "../hardening/timeSync/render";
import { withRedis } from "../gateway/sharedRedis";
import type { Bundle } from "../host/bundle";
import type { ResolvedEnvironment } from "../model/types";
import { renderLogs } from "./renderLogs";
import {
  certificateNames,
  certificatesSettings,
  firewallSettings,
  openPorts,
  type PlannedHost,
  plannedHosts,
  loggingServer,
  sshServerSettings,
  webServer,
} from "./plannedHost";

function hardening(environment: ResolvedEnvironment, host: PlannedHost): Bundle[] {
  const { platform, sshPort, user, hostKeyType, adminRanges } = host;
  const access = { adminRanges, sshPort, openPorts: openPorts(environment, host) };
  const surroundings = {
    firewall: environment.firewall.backend,
    sshPort,
    webServer: webServer(environment, host),
  };
  return [
    renderKernel(environment.kernel),
    renderTimeSync(environment.timeSync, platform),
    renderSshServer(sshServerSettings(environment, host), { user, hostKeyType }, platform),
    renderFirewall(firewallSettings(environment, host), access, platform),
    renderIntrusionPrevention(environment.intrusionPrevention, surroundings, platform),
    renderAutomaticUpdates(environment.automaticUpdates, platform),
    renderLogins(environment.logins, platform),
    renderLocalLogs(environment.localLogs, loggingServer(environment, host)),
    ...(host.metricsRegion === undefined
      ? []
      : [renderHostMetrics(host.metricsRegion, certificateNames(environment, host))]),
  ];
}

function services(
  environment: ResolvedEnvironment,
  { role, platform }: PlannedHost,
  plan: GatewayPlan | undefined,
): Bundle[] {
  if (role !== "api") return [];
  const { demoApi, edge, gateway } = environment;
  const certificates = certificatesSettings(environment);
  return [
    ...(demoApi ? [renderDemoApi(demoApi)] : []),
    ...(gateway && plan ? renderParts(gatewayParts(gateway, plan, platform), placeholderSecrets(plan)) : []),
    ...(edge ? [renderEdge(edge, platform, gateway && plan && gatewayFront(plan, gateway.engine))] : []),
    ...(edge && certificates
      ? [renderCertificates(certificates, certificateRequests(edge), edgeUnit(edge))]
      : []),
  ];
}

/**
 * What each host of an environment gets, without touching any: the same bundles that the components apply, with
 * stand-ins for the secrets that are made on the way.
 *
 * @param environment - the environment, checked and with its defaults filled in
 * @param folder - folder that the names of OpenAPI documents start from. Default: the program's
 * @returns the bundles of each host, hardening first, by the host's name
 * @throws ConfigurationError where an OpenAPI document or what the settings say of it is wrong
 * @throws Error where a host's platform cannot have what its settings ask for
 */
export function renderEnvironment(
  environment: ResolvedEnvironment,
  folder?: string,
): Record<string, Bundle[]> {
  const { aws } = environment;
  const gateway = aws?.redis && environment.gateway ? withRedis(environment.gateway) : environment.gateway;
  const plan = gateway && loadPlan(gateway, folder);
  const hosts = plannedHosts(environment);
  return Object.fromEntries(
    hosts.map((host) => {
      const bundles = [
        ...hardening(environment, host),
        ...services(environment, host, plan),
        ...renderLogs(environment, host, hosts),
      ];
      const { audit } = environment;
      const expectations = renderExpectations(environment, host, auditedBundles(bundles, audit));
      return [host.name, [...bundles, renderHostAudit(audit, expectations)]];
    }),
  );
}
