import type { Problem } from "../problems";
import type { ResolvedEdge, ResolvedEnvironment, ResolvedGateway } from "../types";

function sitesOf({ sites }: ResolvedEdge, { port }: ResolvedGateway): ResolvedEdge["sites"][number][] {
  return sites.filter(({ upstream }) => upstream.url === `http://127.0.0.1:${port}`);
}

/** The gateway listens on loopback: without a site of the edge nobody reaches it, nor an API of another name. */
export function edgeLeadsToGateway({ edge, gateway }: ResolvedEnvironment): Problem[] {
  if (!gateway) return [];
  const sites = edge ? sitesOf(edge, gateway) : [];
  if (sites.length === 0) {
    const message = `is reached by nobody: give edge.sites one whose upstream.url is http://127.0.0.1:${gateway.port}`;
    return [{ path: ["gateway"], message }];
  }
  const served = sites.flatMap(({ names }) => names as readonly string[]);
  return Object.entries(gateway.apis).flatMap(([name, { hosts }]) =>
    hosts.flatMap((host, index) =>
      served.includes(host)
        ? []
        : [
            {
              path: ["gateway", "apis", name, "hosts", index],
              message: `is no name of a site that leads to the gateway (got "${host}"); those are: ${served.join(", ")}`,
            },
          ],
    ),
  );
}

/** What the edge does for the gateway, Apache cannot. */
export function edgeCanServeGateway({ edge, gateway }: ResolvedEnvironment): Problem[] {
  if (!gateway || edge?.server !== "apache") return [];
  const inspected = Object.values(gateway.apis).some(
    ({ waf, operations }) => waf || Object.values(operations).some((operation) => operation.waf),
  );
  const path = ["edge", "server"];
  return [
    ...(gateway.engine === "tyk"
      ? [{ path, message: "must be nginx in front of gateway.engine tyk, whose answers it completes" }]
      : []),
    ...(inspected
      ? [{ path, message: "must be nginx where an operation of the gateway has waf: true" }]
      : []),
  ];
}

/** A body that an operation takes has to get through the edge. */
export function edgeLetsBodiesThrough({ edge, gateway }: ResolvedEnvironment): Problem[] {
  if (!edge || !gateway) return [];
  const limit = edge.limits.bodyBytes;
  const tooLarge = (path: Problem["path"], bytes: number | undefined): Problem[] =>
    bytes === undefined || bytes <= limit
      ? []
      : [{ path, message: `must be <= edge.limits.bodyBytes, ${limit} (got ${bytes})` }];
  return Object.entries(gateway.apis).flatMap(([name, { bodyBytes, operations }]) => [
    ...tooLarge(["gateway", "apis", name, "bodyBytes"], bodyBytes),
    ...Object.entries(operations).flatMap(([key, operation]) =>
      tooLarge(["gateway", "apis", name, "operations", key, "bodyBytes"], operation.bodyBytes),
    ),
  ]);
}

/** Ports of the gateway's own, beside the one that it listens on. */
const taken: ReadonlyMap<number, string> = new Map([
  [8001, "its control interface's"],
  [8006, "its issuers' keys'"],
  [8007, "its status's"],
  [6379, "Redis's"],
]);

/** Two services cannot listen on one port. */
export function portsDiffer({ gateway, demoApi }: ResolvedEnvironment): Problem[] {
  if (!gateway) return [];
  const other = gateway.port === demoApi?.port ? "the demo API's" : taken.get(gateway.port);
  if (other === undefined) return [];
  return [{ path: ["gateway", "port"], message: `must be another port (${gateway.port} is ${other})` }];
}
