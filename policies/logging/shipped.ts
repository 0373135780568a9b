import { productionStacks, servesUsers } from "../core/productionStacks";
import type { Rule } from "../core/rule";

/** CIS Controls v8 8.9 (centralize audit logs); PCI DSS 4.0.1 10.3.3. */
export const shipped: Rule = {
  id: "logging-shipped",
  title: "What an edge logs is kept on another host",
  why: "whoever breaks into a host deletes its logs first",
  mend: "set logging in portcullis:environment, or add a LogShipper for the host",
  severity: "low",
  maps: { practices: ["Monitoring and logging"], pciDss4: ["10.3.3"], owaspApi2023: ["API8"] },
  types: ["portcullis:edge:HttpsEdge"],
  parameters: productionStacks,
  checkStack: (subject, stack) => {
    if (!servesUsers(subject)) return;
    const shippers = stack.resources.some(({ type }) => type === "portcullis:logging:LogShipper");
    if (!shippers) subject.reportWhole("writes its log to its own host alone: the stack has no LogShipper");
  },
};
