import { Value } from "../../core/value";

/** Several values, also where the JSON policy language lets one stand without its list. @throws Undecided */
function oneOrMore(value: Value): Value[] {
  return value.string === undefined ? value.items() : [value];
}

/**
 * The statements of a policy document: JSON text or an object; none where there is no document, and none of a text that
 * is no JSON, which the provider refuses (IAM User Guide, "Grammar of the IAM JSON policy language").
 *
 * @throws Undecided where the document is not known yet
 */
export function statements(document: Value): Value[] {
  const statement = parsed(document).get("Statement");
  const list = statement.items();
  return list.length > 0 || statement.entries().length === 0 ? list : [statement];
}

function parsed(document: Value): Value {
  const text = document.string;
  if (text === undefined) return document;
  try {
    return new Value(JSON.parse(text) as unknown, document.path, document.isSecret);
  } catch {
    return new Value(undefined, document.path);
  }
}

/** Whether a statement allows something, rather than denies it. */
export function allows(statement: Value): boolean {
  return statement.get("Effect").string === "Allow";
}

/** The actions that a statement names, such as `s3:GetObject` or `s3:*`. */
export function actions(statement: Value): Value[] {
  return oneOrMore(statement.get("Action"));
}

/** The resources that a statement names. */
export function resources(statement: Value): Value[] {
  return oneOrMore(statement.get("Resource"));
}

/** Whether an ARN is that of everything, or of everything of a service: `*`, `arn:aws:s3:::*`. */
export function isEverything(arn: string): boolean {
  return /^(?:\*+|arn:[^:]+:[^:]+:\*?:\*?:\*)$/.test(arn);
}

/** The resource of a statement that stands for everything; undefined where each is named. */
export function everything(statement: Value): Value | undefined {
  return resources(statement).find(({ string: arn }) => arn !== undefined && isEverything(arn));
}

/** Whether an action as a policy names it, wildcards among it, takes an action in. Case does not matter to IAM. */
export function covers(pattern: string, action: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "i").test(action);
}

/** Whether a statement holds under conditions alone. */
export function isConditional(statement: Value): boolean {
  return statement.get("Condition").entries().length > 0;
}

/** One test of a statement's conditions. */
export interface Condition {
  /** Its operator, such as `StringEquals` or `ForAnyValue:StringLike`. */
  operator: string;
  /** Its key in lower case, such as `aws:principalorgid`; keys are not case-sensitive. */
  key: string;
  /** What the key is compared with. */
  values: Value[];
}

/** All tests of a statement's conditions, every one of which has to hold. */
export function conditions(statement: Value): Condition[] {
  return statement
    .get("Condition")
    .entries()
    .flatMap(([operator, keys]) =>
      keys.entries().map(([key, values]) => ({
        operator,
        key: key.toLowerCase(),
        // Truth values and numbers stand there as they are, too.
        values: values.items().length > 0 ? values.items() : [values],
      })),
    );
}
