import type { Resource } from "./resource";
import { Undecided, type Value } from "./value";

/** What a rule found on one resource. */
export interface Finding {
  /** Place in the resource, such as `settings.hsts.maxAge`; empty for the resource as a whole. */
  path: string;
  /** What stands there, in words that complete "PATH …". Never holds a secret's content. */
  found: string;
}

/** One resource before one rule: gives its properties and takes the findings. */
export class Subject {
  /** What breaks the rule. */
  readonly findings: Finding[] = [];
  /** Places of values that have to be known for a decision. */
  readonly undecided: string[] = [];

  /**
   * @param resource the resource
   * @param stack name of the stack
   * @param parameters the rule's parameters, defaults filled in
   */
  constructor(
    readonly resource: Resource,
    readonly stack: string,
    private readonly parameters: Record<string, unknown>,
  ) {}

  /** The resource's properties. */
  get properties(): Value {
    return this.resource.properties;
  }

  /** A component's settings. */
  get settings(): Value {
    return this.properties.get("settings");
  }

  /** A parameter of the rule; its schema vouches for the type. */
  parameter<T>(name: string): T {
    return this.parameters[name] as T;
  }

  /** Reports that a value breaks the rule. */
  report(value: Value, found: string): void {
    this.findings.push({ path: value.path, found });
  }

  /** Reports that the resource as a whole breaks the rule. */
  reportWhole(found: string): void {
    this.findings.push({ path: "", found });
  }

  /** Does a part of the check; where it needs an unknown value, the other parts are done all the same. */
  attempt(part: () => void): void {
    try {
      part();
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      this.undecided.push(error.path);
    }
  }

  /** Checks each of several values on its own, as {@link attempt} does. */
  each<T>(values: Iterable<T>, check: (value: T) => void): void {
    for (const value of values) this.attempt(() => check(value));
  }

  /** Visits a value and all that is inside, each with the name of the property that it stands in. */
  walk(value: Value, visit: (value: Value, name: string) => void, name = ""): void {
    this.attempt(() => {
      visit(value, name);
      for (const [key, inside] of value.entries()) this.walk(inside, visit, key);
      for (const item of value.items()) this.walk(item, visit, name);
    });
  }
}
