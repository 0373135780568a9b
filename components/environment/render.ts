import { renderDemoApi } from "../demo/render";
import { renderCertificates } from "../edge/certificate/render";
import { edgeUnit, renderEdge } from "../edge/render";
import { certificateRequests } from "../edge/sites";
import { renderAutomaticUpdates } from "../hardening/automaticUpdates/render";
import { renderFirewall } from "../hardening/firewall/render";
import { renderIntrusionPrevention } from "../hardening/intrusionPrevention/render";
import { renderKernel } from "../hardening/kernel/render";
import { renderSshServer } from "../hardening/sshServer/render";
import { renderTimeSync } from "../hardening/timeSync/render";
import type { Bundle } from "../host/bundle";
import { platforms } from "../host/platform";
import type { ResolvedEnvironment, ResolvedExistingHost } from "../model/types";

function hardening(environment: ResolvedEnvironment, host: ResolvedExistingHost): Bundle[] {
  const { adminRanges, edge, firewall } = environment;
  const { port: sshPort, user, hostKey } = host;
  const platform = platforms[host.platform];
  const access = { adminRanges, sshPort, openPorts: edge ? [80, 443] : [] };
  const surroundings = { firewall: firewall.backend, sshPort, webServer: edge?.server };
  return [
    renderKernel(environment.kernel),
    renderTimeSync(environment.timeSync, platform),
    renderSshServer(environment.sshServer, { user, hostKeyType: hostKey.split(" ")[0]! }, platform),
    renderFirewall(firewall, access, platform),
    renderIntrusionPrevention(environment.intrusionPrevention, surroundings, platform),
    renderAutomaticUpdates(environment.automaticUpdates, platform),
  ];
}

function services(environment: ResolvedEnvironment, host: ResolvedExistingHost): Bundle[] {
  const { certificates, demoApi, edge } = environment;
  return [
    ...(demoApi ? [renderDemoApi(demoApi)] : []),
    ...(edge ? [renderEdge(edge, platforms[host.platform])] : []),
    ...(edge && certificates
      ? [renderCertificates(certificates, certificateRequests(edge), edgeUnit(edge))]
      : []),
  ];
}

/**
 * What each host of an environment gets, without touching any: the same bundles that the components apply.
 *
 * @param environment - the environment, checked and with its defaults filled in
 * @returns the bundles of each host, hardening first, by the host's name
 * @throws Error where a host's platform cannot have what its settings ask for
 */
export function renderEnvironment(environment: ResolvedEnvironment): Record<string, Bundle[]> {
  return Object.fromEntries(
    Object.entries(environment.hosts).map(([name, host]) => [
      name,
      [...hardening(environment, host), ...services(environment, host)],
    ]),
  );
}
