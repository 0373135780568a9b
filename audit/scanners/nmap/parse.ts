import { elementsOf, readXml, type XmlElement } from "./xml";

/** A TCP port that nmap found open. */
export interface OpenPort {
  readonly port: number;
  /** What it takes the service for, such as `ssh, OpenSSH 9.2p1`. */
  readonly service: string;
  /** TLS that it has no business with: old versions, and cipher suites rated below A, as `TLSv1.2 NAME (F)`. */
  readonly weakTls: readonly string[];
  /** Methods that it calls potentially risky, or that reflect requests. */
  readonly riskyMethods: readonly string[];
}

const tables = (element: XmlElement): XmlElement[] => element.children.filter(({ name }) => name === "table");

const keyed = (element: XmlElement, key: string): XmlElement | undefined =>
  element.children.find(({ attributes }) => attributes.key === key);

function script(port: XmlElement, id: string): XmlElement | undefined {
  return elementsOf(port, "script").find(({ attributes }) => attributes.id === id);
}

/** Versions that nothing has to speak any more (RFC 7568, RFC 8996). */
const oldVersions = new Set(["SSLv3", "TLSv1.0", "TLSv1.1"]);

function weakTls(port: XmlElement): string[] {
  const found = script(port, "ssl-enum-ciphers");
  return (found ? tables(found) : []).flatMap((version) => {
    const spoken = version.attributes.key ?? "unknown";
    const ciphers = keyed(version, "ciphers");
    const weak = (ciphers ? tables(ciphers) : []).flatMap((cipher) => {
      const strength = keyed(cipher, "strength")?.text ?? "unknown";
      const name = keyed(cipher, "name")?.text ?? "unknown";
      return strength === "A" ? [] : [`${spoken} ${name} (${strength})`];
    });
    return [...(oldVersions.has(spoken) ? [spoken] : []), ...weak];
  });
}

/** Methods that reflect what they get, or connect onwards (RFC 9110 section 9.3). Others are an API's own business. */
const reflecting = new Set(["TRACE", "TRACK", "CONNECT"]);

function riskyMethods(port: XmlElement): string[] {
  const supported = script(port, "http-methods");
  const listed = supported ? keyed(supported, "Supported Methods") : undefined;
  return (listed?.children ?? []).map(({ text }) => text).filter((method) => reflecting.has(method));
}

/**
 * Reads nmap's XML of a scan of one host.
 *
 * @throws Error where it is not nmap's, or the scan did not end well
 */
export function parseNmap(xml: string): OpenPort[] {
  const root = readXml(xml);
  const finished = elementsOf(root, "finished")[0];
  if (root.name !== "nmaprun" || finished?.attributes.exit !== "success") {
    throw new Error(`nmap did not finish: ${finished?.attributes.errormsg ?? "its report is cut off"}`);
  }
  return elementsOf(root, "port")
    .filter((port) => elementsOf(port, "state")[0]?.attributes.state === "open")
    .map((port) => {
      const { name = "unknown", product, version } = elementsOf(port, "service")[0]?.attributes ?? {};
      const called = [product, version].filter(Boolean).join(" ");
      return {
        port: Number(port.attributes.portid),
        service: [name, ...(called ? [called] : [])].join(", "),
        weakTls: weakTls(port),
        riskyMethods: riskyMethods(port),
      };
    });
}
