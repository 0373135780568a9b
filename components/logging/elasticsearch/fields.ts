/** A field's type in the index, as far as events need one. */
export type FieldType = "boolean" | "date" | "float" | "integer" | "ip" | "keyword" | "long" | "text";

/** Types by the names of fields. */
type Fields = Readonly<Record<string, FieldType>>;

/** Fields of the Elastic Common Schema 8 that events of an environment have, with its types. */
const ecs: Fields = {
  "@timestamp": "date",
  message: "text",
  tags: "keyword",
  "ecs.version": "keyword",
  "data_stream.type": "keyword",
  "data_stream.dataset": "keyword",
  "data_stream.namespace": "keyword",
  "agent.name": "keyword",
  "agent.type": "keyword",
  "agent.version": "keyword",
  "error.message": "text",
  "error.type": "keyword",
  "event.action": "keyword",
  "event.category": "keyword",
  "event.code": "keyword",
  "event.created": "date",
  "event.dataset": "keyword",
  "event.duration": "long",
  "event.id": "keyword",
  "event.ingested": "date",
  "event.kind": "keyword",
  "event.module": "keyword",
  "event.outcome": "keyword",
  "event.provider": "keyword",
  "event.original": "text",
  "event.reason": "keyword",
  "event.severity": "long",
  "event.type": "keyword",
  "host.name": "keyword",
  "http.request.bytes": "long",
  "http.request.id": "keyword",
  "http.request.method": "keyword",
  "http.response.bytes": "long",
  "http.response.status_code": "integer",
  "http.version": "keyword",
  "log.file.path": "keyword",
  "log.level": "keyword",
  "log.logger": "keyword",
  "log.offset": "long",
  "network.direction": "keyword",
  "network.transport": "keyword",
  "observer.product": "keyword",
  "package.name": "keyword",
  "package.version": "keyword",
  "process.executable": "keyword",
  "process.name": "keyword",
  "process.pid": "long",
  "rule.description": "text",
  "rule.id": "keyword",
  "rule.name": "keyword",
  "service.name": "keyword",
  "source.address": "keyword",
  "source.ip": "ip",
  "source.port": "integer",
  "destination.ip": "ip",
  "destination.port": "integer",
  "tls.cipher": "keyword",
  "tls.version": "keyword",
  "url.domain": "keyword",
  "url.path": "keyword",
  "url.scheme": "keyword",
  "user.effective.name": "keyword",
  "user.name": "keyword",
  "user.roles": "keyword",
  "user_agent.original": "keyword",
};

/** Fields that ECS has no name for. */
const own: Fields = {
  "portcullis.verdict": "keyword",
  "portcullis.unverified": "boolean",
  "portcullis.ssh.method": "keyword",
  "portcullis.upstream.duration": "long",
  "portcullis.upstream.status_code": "integer",
  "portcullis.alert.group": "keyword",
  "portcullis.alert.name": "keyword",
  "portcullis.alert.severity": "keyword",
  "portcullis.alert.value": "float",
  "portcullis.audit.critical": "integer",
  "portcullis.audit.failed": "integer",
  "portcullis.audit.failed_checks": "keyword",
  "portcullis.audit.high": "integer",
  "portcullis.audit.info": "integer",
  "portcullis.audit.low": "integer",
  "portcullis.audit.medium": "integer",
  "portcullis.audit.new_failures": "keyword",
  "portcullis.audit.passed": "integer",
  "portcullis.audit.score": "integer",
  "portcullis.audit.score_change": "integer",
  "portcullis.audit.severity": "keyword",
  "portcullis.audit.subject": "keyword",
  "portcullis.audit.trend": "keyword",
  "portcullis.audit.unknown": "integer",
  "portcullis.jail": "keyword",
  "portcullis.certificate.name": "keyword",
  "portcullis.certificate.days_left": "float",
  "portcullis.disk.mount": "keyword",
  "portcullis.disk.used_ratio": "float",
  "portcullis.updates.pending": "integer",
  "portcullis.updates.security_pending": "integer",
  "portcullis.updates.reboot_required": "boolean",
  "portcullis.updates.last_success": "date",
  "portcullis.clock.synchronized": "boolean",
  "portcullis.clock.offset_seconds": "float",
  "portcullis.queue.bytes": "long",
  "portcullis.queue.used_ratio": "float",
};

/** Every field that can be searched for. Others are kept with their event, and cost no index. */
export const fields: Fields = { ...ecs, ...own };

/** The index' own description of a type: a keyword that is too long to be one is kept, and not found. */
const described: Readonly<Record<FieldType, object>> = {
  boolean: { type: "boolean" },
  date: { type: "date" },
  float: { type: "float" },
  integer: { type: "integer" },
  ip: { type: "ip" },
  keyword: { type: "keyword", ignore_above: 1024 },
  long: { type: "long" },
  text: { type: "text" },
};

/** A field, or fields below it. */
interface Properties {
  [name: string]: { properties: Properties } | object;
}

/** The fields as the mapping of an index. */
export function renderMapping(): object {
  const properties: Properties = {};
  for (const [name, type] of Object.entries(fields)) {
    const path = name.split(".");
    const last = path.pop()!;
    let at = properties;
    for (const part of path) {
      at[part] ??= { properties: {} };
      at = (at[part] as { properties: Properties }).properties;
    }
    at[last] = described[type];
  }
  // A field that nobody foresaw makes no index grow, and no two of its values can disagree about its type.
  return { dynamic: "false", date_detection: false, properties };
}
