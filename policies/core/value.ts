import { proxyTarget } from "./proxyTarget";
import { secretContent } from "./wire";

/** Says that a decision needs a value which is known only once other resources are made. */
export class Undecided extends Error {
  /** @param path where the unknown value stands */
  constructor(readonly path: string) {
    super(`${path} is known only at pulumi up`);
  }
}

/** What stands for a text that is not known. */
export const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// What the engine sends in place of a value that is not known yet, one for each kind of value (sdk/go/common/resource/plugin/rpc.go).
const UNKNOWN = new Set<unknown>([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  UNKNOWN_VALUE,
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/**
 * A property of a resource with its place. Looking into one that is not known yet throws {@link Undecided}, which the
 * subject turns into "decided at up": a rule is written as if all were known.
 */
export class Value {
  /** Whether Pulumi keeps it, or what it is part of, encrypted in the state. */
  readonly isSecret: boolean;
  private readonly raw: unknown;

  /**
   * @param raw the value as the engine sent it
   * @param path its place for messages, such as `settings.hsts.maxAge`
   * @param insideSecret whether it is part of a secret
   */
  constructor(
    raw: unknown,
    readonly path = "",
    insideSecret = false,
  ) {
    const plain = proxyTarget(raw);
    const secret = secretContent(plain);
    this.isSecret = insideSecret || secret !== undefined;
    this.raw = secret ? secret.content : plain;
  }

  /** Whether it is known before `pulumi up` what stands there. */
  get isKnown(): boolean {
    return !UNKNOWN.has(this.raw);
  }

  /** Whether something stands there. @throws Undecided where that is not known yet */
  get exists(): boolean {
    return this.known() !== undefined && this.known() !== null;
  }

  /** The text, or undefined where there is none. @throws Undecided where it is not known yet */
  get string(): string | undefined {
    const value = this.known();
    return typeof value === "string" ? value : undefined;
  }

  /** The number, also where it was given as text, or undefined. @throws Undecided where it is not known yet */
  get number(): number | undefined {
    const value = this.known();
    if (typeof value === "string" && /^-?\d+$/.test(value)) return Number(value);
    return typeof value === "number" ? value : undefined;
  }

  /** The truth value, also where it was given as text, or undefined. @throws Undecided where it is not known yet */
  get boolean(): boolean | undefined {
    const value = this.known();
    // Launch templates have truth values that can be left to the image, which Pulumi's types give as text.
    if (value === "true" || value === "false") return value === "true";
    return typeof value === "boolean" ? value : undefined;
  }

  /** A property by its dotted path; one that doesn't exist where it or what it is part of is absent. */
  get(path: string): Value {
    return path.split(".").reduce<Value>((value, key) => value.property(key), this);
  }

  /** The items of a list; none where it is absent or something else. @throws Undecided where it is not known yet */
  items(): Value[] {
    const value = this.known();
    if (!Array.isArray(value)) return [];
    return value.map((item, at) => new Value(item, `${this.path}[${at}]`, this.isSecret));
  }

  /** The properties of an object; none where it is something else. @throws Undecided where it is not known yet */
  entries(): [string, Value][] {
    const value = this.known();
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    // What begins with two underscores is the engine's own.
    return Object.keys(value)
      .filter((key) => !key.startsWith("__"))
      .map((key) => [key, this.property(key)]);
  }

  private property(key: string): Value {
    const value = this.known();
    const inside =
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined;
    return new Value(inside, this.path ? `${this.path}.${key}` : key, this.isSecret);
  }

  private known(): unknown {
    if (!this.isKnown) throw new Undecided(this.path);
    return this.raw;
  }
}
