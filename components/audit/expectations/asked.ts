import { weights } from "../severity";
import { dailyChecks } from "../checks/daily";
import type { Expectations } from "./expectations";

/** What each check has to know; one that is not here is asked of every host. */
const needs: Readonly<Record<string, readonly (keyof Expectations)[]>> = {
  "accounts-logins": ["accounts"],
  "accounts-keys": ["accounts"],
  "accounts-sudo": ["accounts"],
  "firewall-enforced": ["firewall"],
  "firewall-foreign": ["firewall"],
  "edge-tls": ["edge"],
  "edge-software": ["edge"],
  "edge-current": ["edge"],
  "ssh-password-login": ["ssh"],
  "ssh-root-login": ["ssh"],
  "ssh-algorithms": ["ssh"],
  "ssh-settings": ["ssh"],
  "intrusion-running": ["jails"],
  "time-synchronised": ["timeSync"],
  "updates-enabled": ["updates", "family"],
  "updates-recent": ["updates", "family"],
  "updates-pending": ["updates", "family"],
  "updates-reboot": ["updates", "family"],
  "gateway-admin": ["gateway"],
  "gateway-secret": ["gateway"],
  "gateway-access": ["gateway"],
  "listening-declared": ["listening"],
  "certificate-lifetime": ["certificates"],
  "certificate-key": ["certificates"],
  "certificate-key-age": ["certificates"],
  "logs-journal": ["journal"],
  "log-shipper-queue": ["shipper"],
  "kernel-settings": ["kernel"],
};

/** Checks that ask after units, and are asked where there is one for them. */
const unitChecks = new Set([
  "services-running",
  "firewall-at-boot",
  "certificate-renewal",
  "log-shipper-running",
]);

/**
 * The checks that a host is asked, with what each counts: those that there is an expectation for.
 *
 * @param expected - what is expected of the host
 */
export function askedChecks(expected: Omit<Expectations, "weights">): Record<string, number> {
  const known = (id: string): boolean =>
    unitChecks.has(id)
      ? expected.units.some(({ check }) => check === id)
      : (needs[id] ?? []).every((part) => part in expected);
  return Object.fromEntries(
    dailyChecks.filter(({ id }) => known(id)).map(({ id, severity }) => [id, weights[severity]]),
  );
}
