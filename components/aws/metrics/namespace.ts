/** CloudWatch namespace of what hosts measure themselves. */
export const metricNamespace = "Portcullis";

/** What hosts measure themselves; each has the dimension InstanceId. */
export const metrics = {
  /** Use of the root volume, in percent. */
  disk: "DiskUsedPercent",
  /** Days that the first certificate to end has left; 0 where one is missing or over. */
  certificate: "CertificateDaysLeft",
} as const;
