import type { TargetOperation } from "./targets";

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/**
 * Regular expression, as Java reads it, for the URLs of an operation with or without a query; it holds no comma, which some
 * settings of ZAP would take for the end.
 */
export function urlPattern(site: string, { route: { template } }: TargetOperation): string {
  const path = template
    .split(/(\{[^}]+\})/)
    .map((part) => (part.startsWith("{") ? "[^/?]+" : escape(encodeURI(part))))
    .join("");
  return `^https://${escape(site)}(?::443)?${path}(?:\\?.*)?$`;
}
