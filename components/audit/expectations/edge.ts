import { certificateFiles } from "../../edge/paths";
import type { Bundle } from "../../host/bundle";
import { bundleNamed, filesByPath } from "./bundleFiles";
import type { ExpectedCertificate, Expectations } from "./expectations";

/** Directives whose every occurrence has to be as rendered, by server. */
const directives = {
  nginx: {
    file: "/etc/nginx/nginx.conf",
    unit: "nginx.service",
    names: [
      "ssl_protocols",
      "ssl_ciphers",
      "ssl_ecdh_curve",
      "ssl_session_tickets",
      "ssl_prefer_server_ciphers",
      "server_tokens",
    ],
  },
  apache: {
    file: "/etc/apache2/apache2.conf",
    unit: "apache2.service",
    names: ["SSLProtocol", "SSLCipherSuite", "SSLOpenSSLConfCmd", "SSLSessionTickets", "ServerTokens"],
  },
} as const;

function edge(bundles: readonly Bundle[]): Pick<Expectations, "edge"> {
  const files = filesByPath(bundles);
  const server = (["nginx", "apache"] as const).find((one) => files.has(directives[one].file));
  if (server === undefined) return {};
  const { file, unit, names } = directives[server];
  const { content } = files.get(file)!;
  const found = names.flatMap((name): [string, string][] => {
    const value = new RegExp(`^\\s*${name}\\s+(.*?);?$`, "m").exec(content)?.[1];
    return value === undefined ? [] : [[name, value]];
  });
  return { edge: { server, unit, directives: Object.fromEntries(found) } };
}

const timer = /^portcullis-certificate@(.+)\.timer$/;

function certificates(bundles: readonly Bundle[]): ExpectedCertificate[] {
  return (bundleNamed(bundles, "certificates")?.services ?? []).flatMap(({ unit }) => {
    const name = timer.exec(unit)?.[1];
    return name === undefined ? [] : [{ name, ...certificateFiles(name), timer: unit }];
  });
}

/** The web server that ends TLS, and its certificates. */
export function edgeExpectations(bundles: readonly Bundle[]): Pick<Expectations, "edge" | "certificates"> {
  const expected = certificates(bundles);
  return { ...edge(bundles), ...(expected.length > 0 && { certificates: expected }) };
}
