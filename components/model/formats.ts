import { isIP } from "node:net";

/** Whether `text` is an IPv4 or IPv6 range in CIDR notation (RFC 4632, RFC 4291). */
export function isCidr(text: string): boolean {
  const [address, length, ...rest] = text.split("/");
  if (address === undefined || length === undefined || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length))
    return false;
  const family = isAddress(address) ? isIP(address) : 0;
  return family !== 0 && Number(length) <= (family === 4 ? 32 : 128);
}

/** Whether `text` is an IPv4 or IPv6 address without a zone: `fe80::1%eth0` means nothing outside one host. */
export function isAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes("%");
}

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

function isHostName(text: string): boolean {
  const labels = text.split(".");
  // A last label of digits alone is a mistyped IPv4 address, not a name (RFC 3696 section 2).
  return text.length <= 253 && labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1)!);
}

/** Whether `text` is a fully qualified DNS name in lower case without a final dot (RFC 1035, RFC 5890). */
export function isDnsName(text: string): boolean {
  return text.includes(".") && isHostName(text);
}

/** Whether `text` is what a connection can be opened to: an IP address, or a host name with or without dots. */
export function isHost(text: string): boolean {
  return isAddress(text) || isHostName(text);
}

/** A string format of our schemas. */
export interface Format {
  /** Whether a text has this format. */
  check: (text: string) => boolean;
  /** What such a text is, as the end of the sentence "must be …". */
  meaning: string;
}

/** The string formats of our schemas beside those of JSON Schema itself. */
export const formats: Readonly<Record<string, Format>> = {
  cidr: { check: isCidr, meaning: "an IPv4 or IPv6 range such as 203.0.113.0/24 or 2001:db8::/32" },
  "dns-name": { check: isDnsName, meaning: "a full DNS name in lower case such as api.example.com" },
  ip: { check: isAddress, meaning: "an IPv4 or IPv6 address" },
  host: { check: isHost, meaning: "an IP address or a DNS name in lower case" },
};

/** Their checks alone, by name: what code that ajv wrote ahead looks them up in. */
export const checks: Readonly<Record<string, Format["check"]>> = Object.fromEntries(
  Object.entries(formats).map(([name, { check }]) => [name, check]),
);
