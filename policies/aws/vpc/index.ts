import type { Rule } from "../../core/rule";
import { aclAdminPorts } from "./aclAdminPorts";
import { defaultSecurityGroup } from "./defaultSecurityGroup";
import { defaultVpc } from "./defaultVpc";
import { endpointService } from "./endpointService";
import { flowLogTraffic } from "./flowLogTraffic";
import { peeringRoute } from "./peeringRoute";
import { subnetPublicIp } from "./subnetPublicIp";

/** Rules on networks. */
export const vpcRules: readonly Rule[] = [
  defaultVpc,
  defaultSecurityGroup,
  subnetPublicIp,
  flowLogTraffic,
  aclAdminPorts,
  peeringRoute,
  endpointService,
];
