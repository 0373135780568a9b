import type { Rule } from "../../core/rule";
import { Undecided } from "../../core/value";
import { LOAD_BALANCERS } from "../loadBalancer/types";

/** Properties in which an address names what it belongs to. */
const OWN = ["instance", "networkInterface"];

/** Resources that use an address, and the property in which they name it. */
const USES: readonly [types: readonly string[], property: string][] = [
  [["aws:ec2/eipAssociation:EipAssociation"], "allocationId"],
  [["aws:ec2/eipAssociation:EipAssociation"], "publicIp"],
  [["aws:ec2/natGateway:NatGateway"], "allocationId"],
  [["aws:ec2/natGateway:NatGateway"], "secondaryAllocationIds"],
  [["aws:ec2/natGatewayEipAssociation:NatGatewayEipAssociation"], "allocationId"],
  [LOAD_BALANCERS, "subnetMappings"],
  [["aws:transfer/server:Server"], "endpointDetails"],
];

/** By what resources name an address. */
const IDENTITIES = ["id", "allocationId", "publicIp"];

/** An address is somebody else's once it is given back, and names in DNS go on pointing at it. */
export const elasticIp: Rule = {
  id: "aws-eip-attached",
  title: "Elastic IP addresses belong to something",
  why: "an address that nobody uses is given back one day, and who gets it next answers for the names that still point at it",
  mend: "set instance or networkInterface, declare aws.ec2.EipAssociation, or remove the address with its names",
  severity: "low",
  maps: {
    practices: ["Firewalls and gateways"],
    pciDss4: ["12.5.1"],
    owaspApi2023: ["API9"],
    checkov: ["CKV2_AWS_19"],
  },
  types: ["aws:ec2/eip:Eip"],
  checkStack: (subject, stack) => {
    const { propertyDependencies, properties } = subject.resource;
    // What it is given is known to be there before it is known what it is.
    if (OWN.some((name) => propertyDependencies?.[name]?.length)) return;
    let undecided: Undecided | undefined;
    for (const [types, property] of USES) {
      try {
        if (stack.referring(subject.resource, types, property, IDENTITIES).length > 0) return;
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
        undecided = error;
      }
    }
    if (OWN.some((name) => properties.get(name).string)) return;
    if (undecided) throw undecided;
    subject.reportWhole("is attached to nothing");
  },
};
