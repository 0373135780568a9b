import { atLeast, type Platform } from "../../../host/platform";
import type { BundleFile } from "../../../host/bundle";
import { ConfigurationError } from "../../../model/problems";
import type { ResolvedEdge } from "../../../model/types";
import { type GatewayFront, isGateway } from "../../gatewayFront";
import { renderScript, renderScriptUse, scriptModules } from "./answers";
import { inspectionPackages, inspects, renderInspection } from "./inspection";
import { renderGatewayFormat } from "../accessLog";
import { renderMethods } from "./methods";
import { renderOperations } from "./operations";
import { renderHosts } from "./paths";

/** What a gateway adds to an nginx bundle, beside its site. */
export interface NginxGatewayParts {
  /** Packages of nginx's modules. */
  packages: string[];
  /** The modules, by the names of their files. */
  modules: string[];
  files: BundleFile[];
  /** Directives of the `http` block. */
  http: string[];
}

/**
 * Renders {@link NginxGatewayParts}; all are empty without a gateway or a site of it.
 *
 * @throws ConfigurationError where the platform's nginx lacks a module that is needed
 */
export function gatewayParts(
  settings: ResolvedEdge,
  platform: Platform,
  gateway: GatewayFront | undefined,
): NginxGatewayParts {
  if (!gateway || !settings.sites.some((site) => isGateway(site, gateway)))
    return { packages: [], modules: [], files: [], http: [] };
  const tyk = gateway.engine === "tyk";
  const inspected = inspects(gateway);
  // Debian has the modules as packages that fit together from 12 on, Ubuntu from 24.04 on.
  if ((tyk || inspected) && !atLeast(platform.nginx, [1, 22, 0]))
    throw new ConfigurationError([
      {
        path: ["edge", "server"],
        message: `cannot serve ${tyk ? "tyk" : "operations with waf"} on ${platform.name}, whose nginx has no module for it: use Debian 12 or 13, Ubuntu 24.04, or kong without waf`,
      },
    ]);
  return {
    packages: [...(tyk ? scriptModules.packages : []), ...(inspected ? inspectionPackages : [])],
    modules: [...(tyk ? scriptModules.modules : []), ...(inspected ? ["ngx_http_modsecurity_module"] : [])],
    files: [
      ...(tyk ? renderScript(gateway) : []),
      ...(inspected ? [renderInspection(settings.limits.bodyBytes)] : []),
    ],
    http: [
      ...renderHosts(gateway.operations),
      ...renderMethods(gateway),
      ...(tyk || inspected ? renderOperations(gateway) : []),
      ...(tyk ? renderScriptUse() : []),
      ...renderGatewayFormat(gateway),
    ],
  };
}
