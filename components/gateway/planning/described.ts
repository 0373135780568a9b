import type { Path } from "../../model/path";
import { ConfigurationError, type Position, type Problem } from "../../model/problems";
import type { ResolvedGatewayApi } from "../../model/types";
import type { OpenApiDocument } from "../openApi/document";
import { operations } from "../openApi/operations";
import { parseTemplate, type PathTemplate } from "../pathPattern";
import type { Method, PlanBody } from "../plan";

/** Where something is described: in the settings or in a document. */
type Place = { path: Path } | { position: Position };

/** An operation as its document or the API's `routes` describe it, before the settings say what it asks of callers. */
export interface DescribedOperation {
  /** How settings name it: its operation id, else method and path, such as `GET /orders`. */
  key: string;
  /** How settings may name it, too. */
  alias: string;
  /** Its operation id. Default: it has none. */
  operationId?: string;
  /** Its method. */
  method: Method;
  /** Its path, basePath in front. */
  path: PathTemplate;
  /** Media types of its body. */
  contentTypes: readonly string[];
  /** The form of its JSON bodies. */
  body?: PlanBody;
  /** Where it is described; places in a large document take time to find. */
  place: () => Place;
}

const withBody: readonly Method[] = ["PATCH", "POST", "PUT"];

/**
 * The operations of an API.
 *
 * @param api - the API
 * @param document - its OpenAPI document. Default: it has none
 * @param at - where the API stands in the settings
 * @param note - takes each mistake
 */
export function describedOperations(
  api: ResolvedGatewayApi,
  document: OpenApiDocument | undefined,
  at: Path,
  note: (problem: Problem) => void,
): DescribedOperation[] {
  const base = api.basePath === "/" ? "" : api.basePath;
  const template = (text: string, place: () => Place): PathTemplate | undefined => {
    const parsed = parseTemplate(base + text);
    if (typeof parsed !== "string") return parsed;
    const found = place();
    note({ ...found, message: "path" in found ? parsed : `the path ${text} ${parsed}` });
    return undefined;
  };
  const documented = document
    ? described(document, note).flatMap((operation): DescribedOperation[] => {
        const place = (): Place => ({ position: document.position(operation.path) });
        const path = template(operation.template, place);
        if (!path) return [];
        const alias = `${operation.method} ${operation.template}`;
        const { operationId, method, contentTypes, body } = operation;
        return [
          {
            key: operationId ?? alias,
            alias,
            ...(operationId === undefined ? {} : { operationId }),
            method,
            path,
            contentTypes,
            ...(body ? { body } : {}),
            place,
          },
        ];
      })
    : [];
  const listed = Object.entries(api.routes).flatMap(([id, route]): DescribedOperation[] => {
    const place = (): Place => ({ path: [...at, "routes", id] });
    const path = template(route.path, () => ({ path: [...at, "routes", id, "path"] }));
    if (!path) return [];
    const contentTypes = withBody.includes(route.method) ? ["application/json"] : [];
    const alias = `${route.method} ${route.path}`;
    return [{ key: id, alias, operationId: id, method: route.method, path, contentTypes, place }];
  });
  return [...documented, ...listed];
}

function described(
  document: OpenApiDocument,
  note: (problem: Problem) => void,
): ReturnType<typeof operations> {
  try {
    return operations(document);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    error.problems.forEach(note);
    return [];
  }
}
