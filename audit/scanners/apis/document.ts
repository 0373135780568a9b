import { problemTitles } from "../../../components/edge/problems";
import { dereferenced } from "../../../components/gateway/openApi/references";
import type { PlanRoute } from "../../../components/gateway/plan";
import { callerId } from "./callers";
import type { ApiTarget, TargetOperation } from "./targets";

type Json = Record<string, unknown>;

/** What the gateway and the edge answer themselves, whatever the API's document says (RFC 9457). */
const problem = {
  type: "object",
  required: ["type", "title", "status"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer", minimum: 400, maximum: 599 },
  },
};

const titles = new Map([...problemTitles, [415, "Unsupported Media Type"], [422, "Unprocessable Content"]]);

/** Statuses by which edge and gateway refuse calls of an operation themselves. */
function refusals({ access, waf, addresses, template, body }: PlanRoute): number[] {
  const restricted = addresses.allow.length + addresses.deny.length > 0;
  return [
    ...[400, 413, 414, 415, 429, 431],
    ...(access.kind === "public" ? [] : [401]),
    ...(access.kind === "public" && !waf && !restricted ? [] : [403]),
    // A parameter that is no part of a path leads nowhere.
    ...(template.includes("{") ? [404] : []),
    ...(body ? [422] : []),
  ];
}

/**
 * An API's OpenAPI document as a client of the gateway has to see it: the site's URL, the operations that are let in, who
 * may call them, and what edge and gateway themselves answer. Errors on the server's side are not among that: what the
 * API's document does not name stays a finding.
 *
 * Security schemes are named by the caller ({@link callerId}), so that a scanner can be handed one credential for each.
 */
export function servedDocument(target: ApiTarget): Json {
  const source: Json = target.document?.content ?? {
    openapi: "3.1.0",
    info: { title: target.api, version: "1" },
  };
  const schemes: Json = {};
  const paths: Record<string, Json> = {};
  for (const operation of target.operations) {
    const { method, template } = operation.route;
    const item = pathItem(target, source, template);
    const described = item[method.toLowerCase()] as Json | undefined;
    const { parameters } = item;
    paths[template] ??= parameters === undefined ? {} : { parameters };
    paths[template][method.toLowerCase()] = servedOperation(operation, described, schemes);
  }
  const { components, openapi, info, tags } = source as Record<string, Json>;
  return {
    openapi,
    info,
    ...(tags === undefined ? {} : { tags }),
    servers: [{ url: `https://${target.site}` }],
    paths,
    components: { ...components, securitySchemes: schemes },
  };
}

function pathItem({ basePath }: ApiTarget, source: Json, template: string): Json {
  const paths = (source.paths ?? {}) as Json;
  return dereferenced(source, paths[template.slice(basePath.length)]) ?? {};
}

function servedOperation(
  { route, caller }: TargetOperation,
  described: Json | undefined,
  schemes: Json,
): Json {
  const operation = { ...(described ?? undescribed(route)) };
  delete operation.servers;
  const said = (operation.responses ?? {}) as Json;
  const own = refusals(route)
    .filter((status) => !(status in said) && !("4XX" in said))
    .map((status): [string, Json] => [
      String(status),
      { description: titles.get(status)!, content: { "application/problem+json": { schema: problem } } },
    ]);
  return {
    ...operation,
    responses: { ...said, ...Object.fromEntries(own) },
    security: security(route, caller, schemes),
  };
}

/** An operation that the settings list, of which no more is known than its path. */
function undescribed({ id, template }: PlanRoute): Json {
  const parameters = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", minLength: 1 },
  }));
  return {
    operationId: id,
    parameters,
    responses: { default: { description: "Whatever the API answers." } },
  };
}

/** Who may call, as OpenAPI has it; the schemes that it takes are added to `schemes`. */
function security({ access: { kind } }: PlanRoute, caller: string | undefined, schemes: Json): Json[] {
  if (kind === "public") return [];
  const name = kind === "oauth2" || caller === undefined ? `nobody-${kind}` : callerId(kind, caller);
  schemes[name] =
    kind === "apiKey"
      ? { type: "apiKey", in: "header", name: "X-API-Key" }
      : { type: "http", scheme: "bearer" };
  return [{ [name]: [] }];
}
