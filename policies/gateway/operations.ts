import type { Subject } from "../core/subject";
import type { Value } from "../core/value";

/** Type token of the gateways whose settings the rules look at. */
export const GATEWAY = "portcullis:gateway:ApiGateway";

/** An operation that the settings say something of, as far as they tell: what its document says is not among them. */
export interface NamedOperation {
  /** How the settings name it: an operation id, or method and path, such as `POST /orders`. */
  name: string;
  /** What it asks of callers in place of what its API asks. */
  settings: Value;
  /** Its method, where the settings give it away. Default: its document alone has it. */
  method: string | undefined;
}

/** The APIs of a gateway. @throws Undecided where they are not known yet */
export function apis({ settings }: Subject): Value[] {
  return settings
    .get("apis")
    .entries()
    .map(([, api]) => api);
}

/** The operations that an API's settings name. @throws Undecided where they are not known yet */
export function operations(api: Value): NamedOperation[] {
  const routes = new Map(api.get("routes").entries());
  return api
    .get("operations")
    .entries()
    .map(([name, settings]) => ({
      name,
      settings,
      method: routes.get(name)?.get("method").string ?? /^([A-Z]+) \//.exec(name)?.[1],
    }));
}

/** Looks at each API, and then at each of its operations, with the same question. */
export function eachApiAndOperation(subject: Subject, look: (value: Value) => void): void {
  subject.each(apis(subject), (api) => {
    subject.attempt(() => look(api));
    subject.each(operations(api), ({ settings }) => look(settings));
  });
}

/** Whether a method is safe, so that calls of it change nothing (RFC 9110 section 9.2.1). */
export function isSafe(method: string): boolean {
  return ["GET", "HEAD", "OPTIONS"].includes(method);
}
