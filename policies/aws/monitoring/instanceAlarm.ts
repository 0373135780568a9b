import { productionStacks, servesUsers } from "../../core/productionStacks";
import type { Rule } from "../../core/rule";
import { ALARMS } from "./types";

/** Amazon EC2 User Guide, "Create CloudWatch alarms that stop, terminate, reboot, or recover an instance". */
export const instanceAlarm: Rule = {
  id: "aws-instance-alarm",
  title: "Somebody is told when a host is down",
  why: "a host that an intruder stopped, or that mines for somebody, is found by its users",
  mend: "add a MetricAlarm on StatusCheckFailed with the instance's id among its dimensions",
  severity: "low",
  maps: { practices: ["Monitoring and logging"], pciDss4: ["10.7.2", "12.10.5"] },
  types: ["aws:ec2/instance:Instance"],
  parameters: productionStacks,
  checkStack: (subject, stack) => {
    if (!servesUsers(subject)) return;
    const alarms = stack.referring(subject.resource, ALARMS, "dimensions.InstanceId", ["id"]);
    if (alarms.length === 0) subject.reportWhole("has no alarm");
  },
};
