import type { Rule } from "../../core/rule";
import { administrationOpen } from "./administrationOpen";
import { allPortsOpen } from "./allPortsOpen";
import { cleartextOpen } from "./cleartextOpen";
import { databaseOpen } from "./databaseOpen";
import { description } from "./description";
import { openEgress } from "./openEgress";
import { publicPorts } from "./publicPorts";
import { remoteDesktopOpen } from "./remoteDesktopOpen";
import { sshOpen } from "./sshOpen";

/** Rules on security groups, and on their single rules. */
export const securityGroupRules: readonly Rule[] = [
  sshOpen,
  remoteDesktopOpen,
  databaseOpen,
  cleartextOpen,
  administrationOpen,
  allPortsOpen,
  publicPorts,
  openEgress,
  description,
];
