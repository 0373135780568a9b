import type { Rule } from "../../core/rule";

/** A key that KMS makes. */
export const KEY = "aws:kms/key:Key";
/** A key's policy by itself. */
export const KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy";
/** Keys of every origin. */
export const KEYS: Rule["types"] = [
  KEY,
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
];
