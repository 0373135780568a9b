import type { Rule } from "../../core/rule";
import type { Subject } from "../../core/subject";
import { actions, allows, everything, isConditional, statements } from "../iam/policyDocument";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";

/** Reports statements that let everybody do everything with everything, as AWS's own policy does. */
function judge(subject: Subject): void {
  const policy = subject.properties.get("policy");
  subject.each(statements(policy), (statement) => {
    if (!allows(statement) || isConditional(statement) || !everything(statement)) return;
    const all = actions(statement).find(
      ({ string: action }) => action !== undefined && /^([\w-]+:)?\*$/.test(action),
    );
    if (all) subject.report(policy, `allows ${all.string} on everything to everybody`);
  });
}

/**
 * AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies". Without one everything is let through.
 * Gateway endpoints all take a policy; of the others some do not, so only what they have is looked at.
 */
export const endpointPolicy: Rule = {
  id: "aws-vpc-endpoint-policy",
  title: "Endpoints of AWS services let through what the network needs",
  why: "who is on a host can carry data to a bucket of his own, past the firewall's list of names",
  mend: "set policy to one with the condition aws:PrincipalAccount, and aws:ResourceAccount for buckets",
  severity: "low",
  maps: {
    practices: ["Firewalls and gateways"],
    pciDss4: ["1.3.2"],
    owaspApi2023: ["API7", "API8"],
  },
  types: [ENDPOINT, POLICY],
  check: judge,
  checkStack: (subject, stack) => {
    const { properties, resource } = subject;
    if (resource.type !== ENDPOINT) return;
    if ((properties.get("vpcEndpointType").string ?? "Gateway") !== "Gateway") return;
    if (stack.referring(resource, [POLICY], "vpcEndpointId").length > 0) return;
    if (properties.get("policy").exists) judge(subject);
    else subject.reportWhole("has no policy");
  },
};
