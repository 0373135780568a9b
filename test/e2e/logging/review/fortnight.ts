import { type Dataset, datasets } from "../../../../components/logging/events/datasets";
import type { StoredEvent } from "../logHost";

const hour = 3_600_000;
const day = 24 * hour;

/** A text of which a table, a page or a terminal must not take a part for their own. */
export const hostile = "<script>alert(1)</script>|`x`[a](https://evil.example.com)";

/**
 * Two weeks of an environment: a quiet one, and one with an afternoon of errors, a slower site, a new consumer, a new
 * source, failed logins, a login from a new address, bans, an alert, and a certificate near its end.
 *
 * @param end - the last moment: a full hour
 */
export function fortnight(end: number): StoredEvent[] {
  const events: StoredEvent[] = [];
  const add = (dataset: Dataset, at: number, fields: StoredEvent["fields"]): void => {
    events.push({ dataset, at, fields: { "host.name": "api-1", ...fields } });
  };
  const request = (at: number, fields: StoredEvent["fields"]): void =>
    add(datasets.access, at, {
      "event.duration": 40_000_000,
      "http.response.status_code": 200,
      "portcullis.verdict": "authenticated",
      "source.ip": "198.51.100.5",
      "url.domain": "api.example.com",
      "url.path": "/orders",
      "user.name": "shop",
      ...fields,
    });
  const weekAgo = end - 7 * day;
  for (let at = end - 14 * day; at < end; at += hour) {
    const now = at >= weekAgo;
    // More by day than by night.
    const many = new Date(at).getUTCHours() >= 8 ? 6 : 3;
    for (let index = 0; index < many; index++)
      request(at + index * 60_000, { "event.duration": now ? 90_000_000 : 40_000_000 });
    if (new Date(at).getUTCHours() % 6 === 0)
      add(datasets.auth, at, {
        "event.action": "ssh_failed",
        "event.outcome": "failure",
        "source.ip": "203.0.113.9",
        "user.name": "admin",
      });
  }
  for (let index = 0; index < 4; index++)
    for (let request_ = 0; request_ < 30; request_++)
      request(end - 2 * day + index * hour + request_ * 1000, {
        "http.response.status_code": 502,
        "url.path": `/orders/${hostile}`,
      });
  for (let index = 0; index < 120; index++)
    request(end - day + index * 60_000, { "user.name": "crawler", "source.ip": "203.0.113.77" });
  for (let index = 0; index < 60; index++) {
    const source = { "event.action": "ssh_failed", "event.outcome": "failure", "source.ip": "203.0.113.88" };
    add(datasets.auth, end - 3 * day + index * 1000, { ...source, "user.name": hostile });
  }
  const login = { "event.action": "ssh_login", "event.outcome": "success", "user.name": "admin" };
  for (let days = 1; days <= 14; days++)
    add(datasets.auth, end - days * day + hour, { ...login, "source.ip": "192.0.2.7" });
  add(datasets.auth, end - 5 * hour, { ...login, "source.ip": "203.0.113.5" });
  add(datasets.intrusion, end - 3 * day, {
    "event.action": "banned",
    "portcullis.jail": "sshd",
    "source.ip": "203.0.113.88",
  });
  add(datasets.firewall, end - day, { "event.action": "dropped", "destination.port": 5432 });
  for (let days = 1; days <= 14; days++)
    add(datasets.updates, end - days * day + 2 * hour, {
      "event.action": "update",
      "event.outcome": "success",
    });
  add(datasets.alerts, end - 3 * day, {
    "event.kind": "alert",
    "event.severity": 73,
    "rule.id": "denied-requests",
    "rule.name": "One address is refused again and again (401, 403)",
    "portcullis.alert.severity": "high",
    message: "One address is refused again and again (401, 403): 203.0.113.88 (99 in 5 minutes)",
  });
  for (const host of ["api-1", "logs-1"]) {
    const report = (fields: StoredEvent["fields"]): void =>
      add(datasets.state, end - 5 * 60_000, { "event.kind": "metric", "host.name": host, ...fields });
    report({ "portcullis.disk.mount": "/", "portcullis.disk.used_ratio": host === "logs-1" ? 0.91 : 0.3 });
    report({
      portcullis: {
        updates: {
          last_success: new Date(end - 10 * hour).toISOString(),
          pending: 2,
          security_pending: 0,
          reboot_required: false,
        },
      },
    });
  }
  add(datasets.state, end - 2 * day, {
    "portcullis.certificate.name": "api.example.com",
    "portcullis.certificate.days_left": 13,
  });
  add(datasets.state, end - 5 * 60_000, {
    "portcullis.certificate.name": "api.example.com",
    "portcullis.certificate.days_left": 11.2,
  });
  return events;
}
