import type { Rule } from "../../core/rule";
import { reportEverybody } from "../iam/principals";

/** Amazon SNS Developer Guide, "Ensure topics aren't publicly accessible". */
export const publicPolicy: Rule = {
  id: "aws-sns-public-policy",
  title: "No topic lets everybody publish or subscribe",
  why: "anybody with an AWS account reads the alarms, or buries the real one under thousands",
  mend: "name the services or roles in Principal, or tie * down by a condition on aws:SourceAccount or aws:SourceOwner",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization", "Monitoring and logging"],
    pciDss4: ["7.2.1"],
    owaspApi2023: ["API5", "API8"],
    checkov: ["CKV_AWS_169", "CKV_AWS_283"],
  },
  types: ["aws:sns/topicPolicy:TopicPolicy", "aws:sns/topic:Topic"],
  check: (subject) => reportEverybody(subject, subject.properties.get("policy")),
};
