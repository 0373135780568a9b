import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

/** Key and value by which Pulumi marks special objects on the wire (sdk/proto: property values). */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Stands for a value that is not known before the resource it comes from has been made. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A value as it goes over the wire: JSON, with secrets wrapped and unknowns as {@link UNKNOWN}. */
export type PropertyValue =
  string | number | boolean | null | PropertyValue[] | { [key: string]: PropertyValue };

/** The properties of a resource. */
export type Properties = Record<string, PropertyValue>;

/** Whether a value is an object rather than an array or a plain value. */
export function isObject(value: PropertyValue | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is marked as secret as a whole. */
export function isSecret(value: PropertyValue | undefined): value is Properties {
  return isObject(value) && value[SIGNATURE_KEY] === SECRET_SIGNATURE;
}

/** Reads properties from a message. */
export function fromWire(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

/** Puts properties into a message; properties that are undefined are left out. */
export function toWire(properties: Record<string, PropertyValue | undefined>): Struct {
  const defined = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Struct.fromJavaScript(Object.fromEntries(defined) as Record<string, JavaScriptValue>);
}

/** Marks a value as secret: the engine encrypts it in the state and hides it in its output. */
export function secret(value: PropertyValue): PropertyValue {
  return isSecret(value) ? value : { [SIGNATURE_KEY]: SECRET_SIGNATURE, value };
}

/** The value without secret markers, at any depth. */
export function reveal(value: PropertyValue): PropertyValue {
  if (isSecret(value)) return reveal(value.value ?? null);
  if (Array.isArray(value)) return value.map(reveal);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reveal(inner)]));
  return value;
}

/** Properties without secret markers. Nulls are taken as not set. */
export function revealAll(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(reveal(properties) as Properties).filter(([, value]) => value !== null),
  );
}

/** Whether a value, at any depth, is not known yet. */
export function hasUnknown(value: PropertyValue | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}
