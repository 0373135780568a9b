import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { ec2TrustPolicy, type InstanceAccess, instancePolicy } from "./policies";

/**
 * Makes the role of one instance and its profile. Each host has its own: what one may do says nothing about another.
 *
 * @param name - name of the host
 * @param access - what the role is for
 * @param parent - the host's component
 * @returns the profile's name, known once the role has its policy: an instance that asks earlier is refused for a while
 */
export function instanceProfile(
  name: string,
  access: pulumi.Input<InstanceAccess>,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const role = new iam.Role(
    `${name}-role`,
    {
      description: `EC2 instance ${name}`,
      assumeRolePolicy: ec2TrustPolicy,
      tags: { Name: name },
    },
    { parent },
  );
  const policy = new iam.RolePolicy(
    `${name}-role-policy`,
    { role: role.id, policy: pulumi.output(access).apply(instancePolicy) },
    { parent },
  );
  const profile = new iam.InstanceProfile(
    `${name}-profile`,
    { role: role.name, tags: { Name: name } },
    { parent, dependsOn: [policy] },
  );
  return profile.name;
}
