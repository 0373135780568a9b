import type { ResolvedAwsAlarms } from "../../model/types";
import { metricNamespace, metrics } from "../metrics/namespace";

/** An alarm of a host. */
export interface HostAlarm {
  /** What follows the host's name in the alarm's. */
  name: string;
  /** What a person reads who is told. */
  description: string;
  /** Namespace of the metric. */
  namespace: string;
  /** Its name. */
  metricName: string;
  /** What is made of the values of one period. */
  statistic: "Average" | "Maximum" | "Minimum";
  /** How it is compared with {@link threshold}. */
  comparisonOperator: "GreaterThanOrEqualToThreshold" | "GreaterThanThreshold" | "LessThanThreshold";
  /** The value that it is compared with. */
  threshold: number;
  /** Length of a period in seconds. */
  period: number;
  /** Periods in a row that have to be over it. */
  evaluationPeriods: number;
  /**
   * What it means that there are no values. EC2 measures nothing of a stopped machine, which is no reason to recover it; a
   * running one that no longer sends its own values cannot be trusted to be well.
   */
  treatMissingData: "missing" | "breaching";
  /** Whether EC2 moves the machine to other hardware (Amazon EC2 User Guide, "Recover your instance"). */
  recovers?: boolean;
}

/**
 * The alarms of one host. No alarm restarts a machine: what hangs is evidence first.
 *
 * @param settings - the section `awsAlarms`, defaults filled in
 * @param certificates - whether the host has certificates
 */
export function hostAlarms(settings: ResolvedAwsAlarms, certificates: boolean): HostAlarm[] {
  const machine = { namespace: "AWS/EC2", treatMissingData: "missing" } as const;
  const own = { namespace: metricNamespace, period: 300, treatMissingData: "breaching" } as const;
  return [
    {
      name: "system",
      description: "The machine's hardware or network fails; it is moved to other hardware",
      ...machine,
      metricName: "StatusCheckFailed_System",
      statistic: "Maximum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      period: 60,
      evaluationPeriods: 2,
      recovers: true,
    },
    {
      name: "instance",
      description: "The operating system does not answer",
      ...machine,
      metricName: "StatusCheckFailed_Instance",
      statistic: "Maximum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      period: 60,
      evaluationPeriods: 3,
    },
    {
      name: "cpu",
      description: `The processors are busier than ${settings.cpuPercent} %`,
      ...machine,
      metricName: "CPUUtilization",
      statistic: "Average",
      comparisonOperator: "GreaterThanThreshold",
      threshold: settings.cpuPercent,
      period: 300,
      evaluationPeriods: 3,
    },
    {
      name: "disk",
      description: `The root volume is fuller than ${settings.diskPercent} %, or the host no longer says`,
      ...own,
      metricName: metrics.disk,
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: settings.diskPercent,
      evaluationPeriods: 3,
    },
    ...(certificates
      ? [
          {
            name: "certificate",
            description: `A certificate ends in less than ${settings.certificateDays} days, or the host no longer says`,
            ...own,
            metricName: metrics.certificate,
            statistic: "Minimum" as const,
            comparisonOperator: "LessThanThreshold" as const,
            threshold: settings.certificateDays,
            evaluationPeriods: 3,
          },
        ]
      : []),
  ];
}
