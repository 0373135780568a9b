import type { Subject } from "../../core/subject";

/** Type token of instances. */
export const INSTANCE = "aws:ec2/instance:Instance";
/** Type token of requests for spot instances, which have the properties of instances. */
export const SPOT_INSTANCE = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
/** Type token of launch templates. */
export const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
/** Type token of launch configurations, which came before launch templates. */
export const LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";

/** Types that say how instances are launched. */
export const LAUNCHED_TYPES: [string, ...string[]] = [
  INSTANCE,
  SPOT_INSTANCE,
  LAUNCH_TEMPLATE,
  LAUNCH_CONFIGURATION,
];

/** Whether an instance takes what it does not say itself from a launch template, which is judged where it is made. */
export function hasLaunchTemplate(subject: Subject): boolean {
  return subject.properties.get("launchTemplate").exists;
}
