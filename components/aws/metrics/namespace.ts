/** CloudWatch namespace of what hosts measure themselves. */
export const metricNamespace = "Portcullis";
