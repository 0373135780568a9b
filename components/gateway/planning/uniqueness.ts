import type { Problem } from "../../model/problems";
import { pathShape } from "../pathPattern";
import type { DescribedOperation } from "./described";

function clash(operation: DescribedOperation, message: string): Problem {
  return { ...operation.place(), message };
}

/** Operations of one API that settings, or requests, could not tell apart. */
export function ambiguousOperations(operations: readonly DescribedOperation[]): Problem[] {
  const ids = new Map<string, DescribedOperation>();
  const requests = new Map<string, DescribedOperation>();
  return operations.flatMap((operation): Problem[] => {
    const { key, alias, operationId, method, path } = operation;
    const problems: Problem[] = [];
    const namesake = operationId === undefined ? undefined : ids.get(operationId);
    if (namesake)
      problems.push(
        clash(operation, `${alias} must have an operation id of its own ("${key}" is ${namesake.alias})`),
      );
    else if (operationId !== undefined) ids.set(operationId, operation);

    // Other parameter names are the same path (OpenAPI 3.1, Paths Object); with another method they do no harm.
    const request = `${method} ${pathShape(path)}`;
    const same = requests.get(request);
    if (same) problems.push(clash(operation, `${alias} matches the same requests as ${same.alias}`));
    requests.set(request, operation);
    return problems;
  });
}
