import type { Rule } from "../../core/rule";
import { CLASSIC } from "./types";

/** Off by default. Today's load balancers always drain, see deregistrationDelay. */
export const classicDraining: Rule = {
  id: "aws-lb-classic-draining",
  title: "Classic load balancers let open requests end before a host goes",
  why: "an update cuts requests off in the middle, so updates are put off",
  mend: "set connectionDraining to true",
  severity: "low",
  maps: {
    practices: ["Updates"],
    owaspApi2023: ["API4"],
    cdkNag: ["AwsSolutions-ELB3"],
  },
  types: CLASSIC,
  check: (subject) => {
    const draining = subject.properties.get("connectionDraining");
    if (!draining.boolean) subject.report(draining, draining.exists ? "is false" : "is missing");
  },
};
