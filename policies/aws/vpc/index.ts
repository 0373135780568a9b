import type { Rule } from "../../core/rule";
import { aclAdminPorts } from "./aclAdminPorts";
import { aclAttached } from "./aclAttached";
import { defaultSecurityGroup } from "./defaultSecurityGroup";
import { defaultVpc } from "./defaultVpc";
import { elasticIp } from "./elasticIp";
import { endpointPolicy } from "./endpointPolicy";
import { endpointService } from "./endpointService";
import { flowLogs } from "./flowLogs";
import { flowLogTraffic } from "./flowLogTraffic";
import { peeringRoute } from "./peeringRoute";
import { subnetPublicIp } from "./subnetPublicIp";

/** Rules on networks. */
export const vpcRules: readonly Rule[] = [
  defaultVpc,
  defaultSecurityGroup,
  subnetPublicIp,
  flowLogs,
  flowLogTraffic,
  aclAdminPorts,
  aclAttached,
  peeringRoute,
  endpointService,
  endpointPolicy,
  elasticIp,
];
