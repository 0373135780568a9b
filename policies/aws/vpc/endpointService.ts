import type { Rule } from "../../core/rule";

/** Who may ask is said by `allowedPrincipals`; who gets in is said here. */
export const endpointService: Rule = {
  id: "aws-vpc-endpoint-service-acceptance",
  title: "Connections to an endpoint service are accepted one by one",
  why: "every account that may find the service is in it at once, past the edge and its log",
  mend: "set acceptanceRequired to true",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization", "Firewalls and gateways"],
    pciDss4: ["1.4.2", "7.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_123"],
  },
  types: ["aws:ec2/vpcEndpointService:VpcEndpointService"],
  check: (subject) => {
    const required = subject.properties.get("acceptanceRequired");
    if (!required.boolean) subject.report(required, required.exists ? "is false" : "is missing");
  },
};
