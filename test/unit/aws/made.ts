import * as pulumi from "@pulumi/pulumi";

/** A resource that a program asked for. */
export interface Made {
  name: string;
  type: string;
  inputs: Record<string, unknown>;
}

/** What AWS adds to the inputs of a resource. */
function added({ type, name, inputs }: Made): object {
  switch (type) {
    case "pulumi:index:Stash":
      return { output: inputs.input };
    case "aws:elasticache/replicationGroup:ReplicationGroup":
      return { primaryEndpointAddress: "master.counts.example.com" };
    case "aws:route53/keySigningKey:KeySigningKey":
      return { dsRecord: "1 13 2 ABCD" };
    default:
      return { arn: `arn:${name}` };
  }
}

/**
 * Runs a program against stand-ins for AWS.
 *
 * @param zoneName - name of the only hosted zone
 * @returns the resources that it asked for, in order, and what it returned
 */
export async function run<T>(
  program: () => T,
  zoneName = "example.com",
): Promise<{ resources: Made[]; result: T }> {
  const resources: Made[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ name, type, inputs }) => {
      const made = { name, type, inputs: inputs as Record<string, unknown> };
      resources.push(made);
      return { id: `${name}-id`, state: { ...made.inputs, ...added(made) } };
    },
    call: ({ token, inputs }) => {
      if (token === "aws:index/getPartition:getPartition") return { partition: "aws" };
      if (token === "aws:index/getCallerIdentity:getCallerIdentity") return { accountId: "123456789012" };
      return { name: zoneName, zoneId: "Z0123456789", ...(inputs as object) };
    },
  });
  const result = program();
  await pulumi.runtime.disconnect();
  return { resources, result };
}

/** The value of an output. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

/** Names of the resources of a type, such as `aws:lb/listener:Listener`. */
export function named(resources: readonly Made[], type: string): string[] {
  return resources.filter((one) => one.type === type).map(({ name }) => name);
}

/** Inputs of a resource by its type and name. */
export function inputsOf(resources: readonly Made[], type: string, name: string): Record<string, unknown> {
  const found = resources.find((one) => one.type === type && one.name === name);
  if (!found) throw new Error(`there is no ${type} ${name}`);
  return found.inputs;
}
