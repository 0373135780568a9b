import { UNKNOWN } from "../../../../local/plugins/provider/propertyValue";
import { arn, uuid } from "../identifiers";
import { holds, names, text, type Kinds } from "../kind";
import { checkPolicy } from "../policyDocument";
import { ALIAS, INSTANCE, KEY, LOG_GROUP, TOPIC } from "./tokens";

/** Retention periods that CloudWatch Logs takes, in days; 0 is for ever (API reference: PutRetentionPolicy). */
const RETENTION_DAYS = [
  ...[
    0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
    3653,
  ],
];

/** CloudWatch and SNS. Source: ForceNew in the Terraform provider for AWS (internal/service/logs, cloudwatch, sns). */
export const monitoring: Kinds = {
  [LOG_GROUP]: {
    replacing: ["logGroupClass"],
    references: { kmsKeyId: names(KEY) },
    id: ({ inputs }) => text(inputs.name),
    arn: ({ region, id }) => arn("logs", region, `log-group:${id}`),
    check: ({ name, retentionInDays, kmsKeyId }) => {
      const failures = [];
      if (typeof name === "string" && name !== UNKNOWN && !/^[-_/#.A-Za-z0-9]{1,512}$/.test(name))
        failures.push({ property: "name", reason: `name ${name}: at most 512 letters, digits and -_/#.` });
      if (typeof retentionInDays === "number" && !RETENTION_DAYS.includes(retentionInDays))
        failures.push({
          property: "retentionInDays",
          reason: `retentionInDays ${retentionInDays} is not one of ${RETENTION_DAYS.join(", ")}`,
        });
      if (typeof kmsKeyId === "string" && kmsKeyId !== UNKNOWN && !kmsKeyId.startsWith("arn:"))
        failures.push({ property: "kmsKeyId", reason: "kmsKeyId must be the key's ARN" });
      return failures;
    },
    release: ({ id, properties }) => {
      if (properties.deletionProtectionEnabled === true)
        throw new Error(`OperationNotPermitted: ${id} has deletionProtectionEnabled set: change that first`);
    },
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    replacing: ["logGroupName"],
    references: { logGroupName: holds(LOG_GROUP) },
    id: ({ inputs }) => text(inputs.name),
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
    replacing: ["policyName", "resourceArn"],
    id: ({ inputs }) => text(inputs.policyName),
    check: checkPolicy("policyDocument", "resource", 5120),
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    references: {
      "dimensions.InstanceId": names(INSTANCE),
    },
    id: ({ inputs }) => text(inputs.name),
    arn: ({ region, id }) => arn("cloudwatch", region, `alarm:${id}`),
    check: (inputs) => {
      const failures = [];
      const { evaluationPeriods, datapointsToAlarm, period, statistic, extendedStatistic, metricQueries } =
        inputs;
      if (typeof datapointsToAlarm === "number" && datapointsToAlarm > Number(evaluationPeriods))
        failures.push({
          property: "datapointsToAlarm",
          reason: "datapointsToAlarm is more than evaluationPeriods",
        });
      if (typeof period === "number" && ![10, 20, 30].includes(period) && period % 60 !== 0)
        failures.push({
          property: "period",
          reason: `period ${period} is not 10, 20, 30 or a multiple of 60`,
        });
      const [one, other] = [statistic ?? null, extendedStatistic ?? null];
      if ((metricQueries ?? null) === null && (one === null) === (other === null))
        failures.push({ property: "statistic", reason: "one of statistic and extendedStatistic is needed" });
      return failures;
    },
    admit: ({ region, inputs, state }) => {
      const actions = [inputs.alarmActions, inputs.okActions, inputs.insufficientDataActions].flat();
      for (const action of actions) {
        const wanted = text(action);
        if (wanted.startsWith("arn:aws:automate:") && !wanted.startsWith(`arn:aws:automate:${region}:ec2:`))
          throw new Error(`ValidationError: ${wanted} is not an action of ${region}`);
        if (wanted.startsWith("arn:aws:sns:") && !state.resources.some(({ id }) => id === wanted))
          throw new Error(`ValidationError: there is no topic ${wanted}`);
        if (wanted.startsWith("arn:aws:sns:") && wanted.split(":")[3] !== region)
          throw new Error(`ValidationError: ${wanted} is not in the alarm's region ${region}`);
      }
    },
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    replacing: ["dashboardName"],
    id: ({ inputs }) => text(inputs.dashboardName),
  },
  [TOPIC]: {
    replacing: ["fifoTopic"],
    references: { kmsMasterKeyId: names(KEY, ALIAS) },
    id: ({ region, inputs }) => arn("sns", region, text(inputs.name)),
    arn: ({ id }) => id,
    computed: ({ id }) => ({ owner: id.split(":")[4]! }),
    check: (inputs) => {
      const failures = checkPolicy("policy", "resource", 30_720)(inputs);
      const { name } = inputs;
      if (typeof name === "string" && name !== UNKNOWN && !/^[A-Za-z0-9_-]{1,256}(\.fifo)?$/.test(name))
        failures.push({ property: "name", reason: `name ${name}: at most 256 letters, digits and -_` });
      return failures;
    },
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    replacing: ["arn"],
    references: { arn: holds(TOPIC) },
    id: ({ inputs }) => text(inputs.arn),
    check: checkPolicy("policy", "resource", 30_720),
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    replacing: ["endpoint", "protocol", "topic"],
    references: { topic: names(TOPIC) },
    id: ({ inputs, urn, serial }) => `${text(inputs.topic)}:${uuid(urn, serial)}`,
    arn: ({ id }) => id,
    // Nobody clicks on the link in the mail.
    computed: ({ inputs }) => ({ pendingConfirmation: /^email/.test(text(inputs.protocol)) }),
    check: ({ protocol, endpoint }) =>
      text(protocol).startsWith("email") && endpoint !== UNKNOWN && !/^[^@\s]+@[^@\s]+$/.test(text(endpoint))
        ? [{ property: "endpoint", reason: `endpoint ${text(endpoint)} is not a mail address` }]
        : [],
  },
};
