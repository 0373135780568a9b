import type { Rule } from "../../core/rule";
import { customerKey } from "./customerKey";
import { encryptionByDefault } from "./encryptionByDefault";
import { imageEncrypted } from "./imageEncrypted";
import { imagePublic } from "./imagePublic";
import { launchedVolumesEncrypted } from "./launchedVolumesEncrypted";
import { publicSharing } from "./publicSharing";
import { volumeEncrypted } from "./volumeEncrypted";

/** Rules on volumes, snapshots and images. */
export const ebsRules: readonly Rule[] = [
  launchedVolumesEncrypted,
  volumeEncrypted,
  customerKey,
  encryptionByDefault,
  publicSharing,
  imageEncrypted,
  imagePublic,
];
