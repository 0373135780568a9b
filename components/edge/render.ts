import type { Bundle } from "../host/bundle";
import type { Platform } from "../host/platform";
import { ConfigurationError } from "../model/problems";
import type { ResolvedEdge } from "../model/types";
import { renderApache } from "./apache/render";
import type { GatewayFront } from "./gatewayFront";
import { renderNginx } from "./nginx/render";

/** The unit that serves HTTPS, and that has to be reloaded for a new certificate. */
export function edgeUnit(settings: ResolvedEdge): "nginx.service" | "apache2.service" {
  return settings.server === "apache" ? "apache2.service" : "nginx.service";
}

/**
 * Renders the edge's bundle. It is named `edge` with either server, so that a change of server takes the former one's
 * files and unit away.
 *
 * @param gateway - the gateway behind it, whose sites are those with its address as their upstream. Default: none
 * @throws ConfigurationError where the platform has no edge, or where the server cannot be one for the gateway
 */
export function renderEdge(settings: ResolvedEdge, platform: Platform, gateway?: GatewayFront): Bundle {
  if (platform.family !== "debian") {
    throw new ConfigurationError([
      {
        path: ["edge"],
        message: `is not offered on ${platform.name}, whose archive has neither mod_qos nor an ACME client: use Debian or Ubuntu`,
      },
    ]);
  }
  return settings.server === "apache"
    ? renderApache(settings, platform, gateway)
    : renderNginx(settings, platform, gateway);
}
