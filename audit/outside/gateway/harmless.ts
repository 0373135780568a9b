import { Ajv2020 } from "ajv/dist/2020";
import { isJson } from "../../../components/gateway/openApi/operations";
import type { PlanRoute } from "../../../components/gateway/plan";
import { type Operation, hasParameters, isSafe, samplePath } from "./operations";

/** One request, as far as it does not depend on who makes it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
}

/** Bodies that hardly any schema takes, those that hardly any API takes first. */
const oddBodies: readonly unknown[] = [[], "portcullis-audit", 0, null, {}, { "portcullis-audit": true }];

/** A body that an operation's schema refuses, if it has one that refuses any of a few. */
export function refusedBody({ body }: Pick<PlanRoute, "body">): string | undefined {
  if (!body) return undefined;
  // What is refused whatever formats mean is refused by every gateway.
  const valid = new Ajv2020({ strict: false, validateFormats: false, logger: false }).compile(body.schema);
  const odd = oddBodies.find((one) => !valid(one));
  return odd === undefined ? undefined : JSON.stringify(odd);
}

/** A call with a body that the operation's schema refuses; `undefined` where there is no such body. */
export function callWithRefusedBody({ route }: Pick<Operation, "route">): Call | undefined {
  const body = refusedBody(route);
  if (body === undefined) return undefined;
  const contentType = route.contentTypes.find(isJson) ?? "application/json";
  return { method: route.method, path: samplePath(route.template), body, contentType };
}

/**
 * A call of an operation that changes nothing, even where what ought to refuse it does not: one that only reads, one
 * with a body that its schema refuses, or one of a thing that is not there.
 *
 * @returns the call, or `undefined` where nothing would keep it from changing something
 */
export function harmlessCall(operation: Pick<Operation, "route">): Call | undefined {
  const { route } = operation;
  const plain = { method: route.method, path: samplePath(route.template) };
  if (isSafe(operation)) return plain;
  // PUT makes what is not there (RFC 9110 section 9.3.4).
  return (
    callWithRefusedBody(operation) ?? (hasParameters(route) && route.method !== "PUT" ? plain : undefined)
  );
}
