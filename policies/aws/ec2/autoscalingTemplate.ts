import type { Rule } from "../../core/rule";

/** Launch configurations know neither versions nor the newer options, and AWS takes no new ones in new accounts. */
export const autoscalingTemplate: Rule = {
  id: "aws-autoscaling-launch-template",
  title: "Auto Scaling groups launch from launch templates",
  why: "launch configurations get none of EC2's newer protections, and what changed in them nobody can see",
  mend: "make an aws.ec2.LaunchTemplate and name it in launchTemplate or mixedInstancesPolicy",
  severity: "low",
  maps: { practices: ["Updates"], pciDss4: ["6.3.3"], owaspApi2023: ["API8"], checkov: ["CKV_AWS_315"] },
  types: ["aws:autoscaling/group:Group"],
  check: (subject) => {
    const configuration = subject.properties.get("launchConfiguration");
    if (configuration.exists) subject.report(configuration, "is a launch configuration");
  },
};
