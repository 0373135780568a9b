import type { Subject } from "../../core/subject";

/** Modules of the SDK that hold the same resource: today's names, and those of before @pulumi/aws 4. */
const MODULES = ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"] as const;

function tokens(name: string): [string, ...string[]] {
  const of = (module: string): string => `aws:${module}/${name[0]!.toLowerCase()}${name.slice(1)}:${name}`;
  const [first, ...others] = MODULES;
  return [of(first), ...others.map(of)];
}

/** Application, network and gateway load balancers. */
export const LOAD_BALANCERS = tokens("LoadBalancer");
/** Their listeners. */
export const LISTENERS = tokens("Listener");
/** Their target groups. */
export const TARGET_GROUPS = tokens("TargetGroup");
/** Classic load balancers, the generation before. */
export const CLASSIC: [string, ...string[]] = [
  "aws:elb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancing/loadBalancer:LoadBalancer",
];

/** The kind of a load balancer: `classic`, `application`, `network` or `gateway`. */
export function kindOf(subject: Subject): string {
  if (CLASSIC.includes(subject.resource.type)) return "classic";
  return subject.properties.get("loadBalancerType").string ?? "application";
}
