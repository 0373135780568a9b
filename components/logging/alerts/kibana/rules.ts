import type { ResolvedLogAlerts } from "../../../model/types";
import { alertEvent } from "../alertEvent";
import type { AlertRule } from "../rule";
import { type KibanaCondition, kibanaCondition } from "./conditions";
import { connectorIds } from "./connectors";
import { kibanaRuleId } from "./ruleId";

/** An action of a rule. */
interface KibanaAction {
  id: string;
  group: KibanaCondition["group"];
  params: Readonly<Record<string, unknown>>;
  frequency: { summary: false; notify_when: "onThrottleInterval"; throttle: string };
}

/** A rule as Kibana's API takes it: `POST /api/alerting/rule/<id>` makes it, `PUT` of the same path changes it. */
export interface KibanaRule {
  /** Its id, always the same for a rule of an environment. */
  id: string;
  /** What the API takes. `PUT` takes neither `rule_type_id` nor `consumer` nor `enabled`. */
  body: Omit<KibanaCondition, "group"> & {
    name: string;
    tags: string[];
    enabled: true;
    schedule: { interval: string };
    actions: KibanaAction[];
  };
}

/** What is told, as a template of Kibana's: what happened, to whom, and how much. */
function message({ title, group }: AlertRule, { rule_type_id: type }: KibanaCondition): string {
  const measured = type === ".es-query" ? "{{context.value}}" : "{{context.reason}}";
  return `${title}${group === undefined ? "" : ": {{alert.id}}"} (${measured})`;
}

function actions(
  rule: AlertRule,
  condition: KibanaCondition,
  { email, webhook }: ResolvedLogAlerts,
  namespace: string,
): KibanaAction[] {
  const text = message(rule, condition);
  const event = {
    ...alertEvent(rule, namespace),
    "event.id": "{{alert.uuid}}",
    "event.provider": "kibana",
    message: text,
    ...(rule.group !== undefined && { [rule.group]: "{{alert.id}}" }),
  };
  const action = (id: string, params: KibanaAction["params"]): KibanaAction => ({
    id,
    group: condition.group,
    params,
    frequency: { summary: false, notify_when: "onThrottleInterval", throttle: `${rule.repeatMinutes}m` },
  });
  const subject = `[${namespace}] ${rule.severity}: ${rule.title}`;
  return [
    action(connectorIds.index, { documents: [event] }),
    action(connectorIds.log, { level: "warn", message: `${rule.name} (${rule.severity}): ${text}` }),
    ...(email
      ? [action(connectorIds.email, { to: email.to, subject, message: `${text}\n\n${rule.runbook}\n` })]
      : []),
    ...(webhook
      ? [
          action(connectorIds.webhook, {
            body: JSON.stringify({ ...event, "@timestamp": "{{date}}", text: `${subject}\n${text}` }),
          }),
        ]
      : []),
  ];
}

/**
 * Renders an environment's rules for Kibana 8.19.
 *
 * @param rules - the rules, of `alertRules`
 * @param settings - the settings
 * @param namespace - the environment's namespace
 */
export function renderKibanaRules(
  rules: readonly AlertRule[],
  settings: ResolvedLogAlerts,
  namespace: string,
): KibanaRule[] {
  return rules.map((rule) => {
    const condition = kibanaCondition(rule, namespace);
    const { rule_type_id, consumer, params } = condition;
    return {
      id: kibanaRuleId(namespace, rule.name),
      body: {
        name: `Portcullis ${namespace}: ${rule.title}`,
        tags: ["portcullis", namespace, rule.severity, rule.id],
        enabled: true,
        schedule: { interval: `${settings.everySeconds}s` },
        rule_type_id,
        consumer,
        params,
        actions: actions(rule, condition, settings, namespace),
      },
    };
  });
}
