import type { Rule } from "../../core/rule";
import { autoscalingHealth } from "./autoscalingHealth";
import { autoscalingTemplate } from "./autoscalingTemplate";
import { ebsOptimized } from "./ebsOptimized";
import { imdsv2 } from "./imdsv2";
import { instanceProfile } from "./instanceProfile";
import { keyPair } from "./keyPair";
import { metadataHops } from "./metadataHops";
import { monitoring } from "./monitoring";
import { ownSubnet } from "./ownSubnet";
import { publicIp } from "./publicIp";
import { terminationProtection } from "./terminationProtection";
import { userDataSecret } from "./userDataSecret";

/** Rules on instances and on what launches them. */
export const ec2Rules: readonly Rule[] = [
  imdsv2,
  metadataHops,
  publicIp,
  ownSubnet,
  userDataSecret,
  instanceProfile,
  keyPair,
  terminationProtection,
  monitoring,
  ebsOptimized,
  autoscalingTemplate,
  autoscalingHealth,
];
