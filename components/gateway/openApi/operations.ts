import type { Path } from "../../model/path";
import type { Method, PlanBody } from "../plan";
import { bodySchema } from "./bodySchema";
import type { OpenApiDocument } from "./document";
import { dereferenced } from "./references";

/** One operation of a document. */
export interface Operation {
  /** Its operationId, where it has one. */
  operationId?: string;
  /** Its method. */
  method: Method;
  /** Its path as the document has it. */
  template: string;
  /** Media types of its body in lower case, without parameters; none where it has no body. */
  contentTypes: string[];
  /** The form of its JSON bodies. Default: it has none, or nothing is said of them. */
  body?: PlanBody;
  /** Where it stands in the document. */
  path: Path;
}

const methods: readonly Method[] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/**
 * The operations of a document in its own order. TRACE is left out: it echoes what a client's page may not read
 * (RFC 9110 section 9.3.8).
 *
 * @throws ConfigurationError where a body's schema cannot be kept to
 */
export function operations(document: OpenApiDocument): Operation[] {
  const { content } = document;
  const paths = (content.paths ?? {}) as Record<string, unknown>;
  return Object.entries(paths)
    .filter(([template]) => template.startsWith("/"))
    .flatMap(([template, value]) => {
      const item = dereferenced(content, value) ?? {};
      return methods
        .filter((method) => typeof item[method.toLowerCase()] === "object")
        .map((method) => {
          const key = method.toLowerCase();
          const path = ["paths", template, key];
          return operation(document, method, template, item[key] as Record<string, unknown>, path);
        });
    });
}

function operation(
  document: OpenApiDocument,
  method: Method,
  template: string,
  value: Record<string, unknown>,
  path: Path,
): Operation {
  const { operationId } = value;
  const body = dereferenced(document.content, value.requestBody);
  const content = Object.entries((body?.content ?? {}) as Record<string, { schema?: unknown }>).map(
    ([type, media]) => ({ type: type.split(";")[0]!.trim().toLowerCase(), schema: media.schema }),
  );
  const json = content.filter(({ type }) => isJson(type));
  const [first] = json;
  // Where several JSON types have schemas of their own, a body is judged by any of them.
  const schemas = json.flatMap(({ schema }) => (schema === undefined ? [] : [schema]));
  const judged = first !== undefined && schemas.length === json.length;
  return {
    ...(typeof operationId === "string" ? { operationId } : {}),
    method,
    template,
    contentTypes: [...new Set(content.map(({ type }) => type))],
    ...(judged
      ? { body: { required: body?.required === true, schema: bodySchema(document, schemas, path) } }
      : {}),
    path,
  };
}

/** Whether a media type is JSON (RFC 8259, RFC 6839 section 3.1). */
export function isJson(type: string): boolean {
  return type === "application/json" || type.endsWith("+json");
}
