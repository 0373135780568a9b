import type { Rule } from "../../core/rule";

/** Amazon SNS Developer Guide, "Message delivery over HTTP(S)". */
export const subscriptionTls: Rule = {
  id: "aws-sns-subscription-tls",
  title: "Topics deliver over TLS",
  why: "everybody on the way reads the alarms, keeps them from arriving, or confirms a subscription for themselves",
  mend: "set protocol to https, with an endpoint that begins with https://",
  severity: "high",
  maps: {
    practices: ["HTTPS everywhere", "Monitoring and logging"],
    pciDss4: ["4.2.1"],
    owaspApi2023: ["API8"],
  },
  types: ["aws:sns/topicSubscription:TopicSubscription"],
  check: (subject) => {
    const protocol = subject.properties.get("protocol");
    if (protocol.string === "http") subject.report(protocol, "is http: plain text to the endpoint");
  },
};
