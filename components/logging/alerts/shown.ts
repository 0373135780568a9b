import type { ResolvedLogAlerts } from "../../model/types";

/** An object without one of its members. */
function without(value: object | undefined, member: string): object | undefined {
  return value && Object.fromEntries(Object.entries(value).filter(([name]) => name !== member));
}

/** The settings without their secrets: one encrypted part would keep policies from seeing the rest. */
export function shownLogAlerts(settings: ResolvedLogAlerts): object {
  const { email, webhook, ...others } = settings;
  return {
    ...others,
    ...(email && { email: without(email, "password") }),
    ...(webhook && { webhook: without(webhook, "url") }),
  };
}
