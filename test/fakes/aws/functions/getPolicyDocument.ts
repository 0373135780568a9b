import {
  isObject,
  type Properties,
  type PropertyValue,
} from "../../../../local/plugins/provider/propertyValue";
import { digits } from "../identifiers";
import { text } from "../kind";
import type { AwsFunction } from ".";

function principal(given: PropertyValue[]): PropertyValue {
  const entries = given
    .filter(isObject)
    .map(({ type, identifiers }) => [text(type), identifiers ?? []] as const);
  return entries.length === 1 && entries[0]![0] === "*" ? "*" : Object.fromEntries(entries);
}

function conditions(given: PropertyValue[]): Properties {
  const result: Record<string, Properties> = {};
  for (const { test, variable, values } of given.filter(isObject))
    result[text(test)] = { ...result[text(test)], [text(variable)]: values ?? [] };
  return result;
}

function statement(given: Properties): Properties {
  const lists: readonly [string, PropertyValue | undefined][] = [
    ["Action", given.actions],
    ["NotAction", given.notActions],
    ["Resource", given.resources],
    ["NotResource", given.notResources],
  ];
  return {
    ...(given.sid !== undefined && { Sid: given.sid }),
    Effect: given.effect ?? "Allow",
    ...Object.fromEntries(lists.filter((entry): entry is [string, PropertyValue] => Array.isArray(entry[1]))),
    ...(Array.isArray(given.principals) && { Principal: principal(given.principals) }),
    ...(Array.isArray(given.conditions) && { Condition: conditions(given.conditions) }),
  };
}

/** `aws.iam.getPolicyDocument`: the JSON of a policy. */
export const getPolicyDocument: AwsFunction = (args) => {
  const statements = Array.isArray(args.statements) ? args.statements.filter(isObject).map(statement) : [];
  const json = JSON.stringify({ Version: args.version ?? "2012-10-17", Statement: statements });
  return { id: digits(10, json), json, minifiedJson: json };
};
