import { directoryUrl, renderSettings } from "../../../components/edge/certificate/settings";
import { renderCertificates } from "../../../components/edge/certificate/render";
import { renderEdge } from "../../../components/edge/render";
import { responseHeaders } from "../../../components/edge/responseHeaders";
import { tlsProfile } from "../../../components/edge/tlsProfiles";
import { platforms, type PlatformName } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { Edge } from "../../../components/model/types";

const site: Edge["sites"][number] = {
  names: ["api.example.com"],
  upstream: { url: "http://127.0.0.1:8080" },
};
const nginx = (platform: PlatformName, parts: Partial<Edge> = {}): string =>
  renderEdge(resolve("edge", { sites: [site], ...parts }), platforms[platform]).files.find(
    ({ path }) => path === "/etc/nginx/nginx.conf",
  )!.content;

describe("TLS profiles", () => {
  test("offer the post-quantum group only where OpenSSL knows it", () => {
    expect(tlsProfile("intermediate", platforms["debian-13"]).groups[0]).toBe("X25519MLKEM768");
    expect(tlsProfile("intermediate", platforms["debian-12"]).groups[0]).toBe("X25519");
  });

  test("have neither finite-field Diffie-Hellman nor CBC; modern is TLS 1.3 alone", () => {
    const { ciphers } = tlsProfile("intermediate", platforms["debian-12"]);
    expect(ciphers.filter((name) => !/^ECDHE-.*(GCM|CHACHA20)/.test(name))).toEqual([]);
    expect(tlsProfile("modern", platforms["debian-12"])).toMatchObject({
      protocols: ["TLSv1.3"],
      ciphers: [],
    });
  });
});

describe("nginx", () => {
  test.each<[PlatformName, RegExp, RegExp]>([
    ["debian-12", /listen 443 ssl http2;/, /ssl_session_tickets off;/],
    ["debian-13", /http2 on;/, /ssl_session_tickets on;/],
    ["ubuntu-22.04", /listen 443 ssl http2 default_server/, /ssl_session_tickets off;/],
  ])("of %s gets what its version knows", (platform, http2, tickets) => {
    expect(nginx(platform)).toMatch(http2);
    expect(nginx(platform)).toMatch(tickets);
  });

  test("shows a certificate for unknown names only where it cannot refuse the handshake", () => {
    expect(nginx("debian-12")).toContain("ssl_reject_handshake on;");
    expect(nginx("debian-12")).not.toContain("tls/unknown-name/");
    expect(nginx("ubuntu-22.04")).not.toContain("ssl_reject_handshake");
    expect(nginx("ubuntu-22.04")).toContain("tls/unknown-name/");
  });
});

describe("headers", () => {
  const headers = (parts: Partial<Edge>): ReadonlyMap<string, string> => {
    const settings = resolve("edge", { sites: [site], ...parts });
    return responseHeaders(settings, settings.sites[0]);
  };

  test("pages keep what they say of themselves, unless something else is set", () => {
    const pages: Partial<Edge> = {
      sites: [{ names: site.names, upstream: { ...site.upstream, pages: true } }],
    };
    expect([...headers(pages).keys()]).toEqual(["strict-transport-security", "x-content-type-options"]);
    const set = { ...pages, responseHeaders: { "referrer-policy": "no-referrer" } };
    expect(headers(set).get("referrer-policy")).toBe("no-referrer");
  });

  test("HSTS goes only where it is said to be insecure", () => {
    expect(headers({}).get("strict-transport-security")).toBe("max-age=63072000; includeSubDomains");
    expect(headers({ insecureNoHsts: true }).has("strict-transport-security")).toBe(false);
  });

  test("a setting replaces a default and adds to them", () => {
    const own = headers({ responseHeaders: { "referrer-policy": "same-origin", "x-team": "orders" } });
    expect(own.get("referrer-policy")).toBe("same-origin");
    expect(own.get("x-team")).toBe("orders");
    expect(own.get("x-content-type-options")).toBe("nosniff");
  });
});

test.each<[string, Partial<Edge>, RegExp]>([
  ["a quote in a header", { responseHeaders: { "x-a": 'b"; return 200' } }, /responseHeaders/],
  ["a variable in a header", { responseHeaders: { "x-a": "$http_cookie" } }, /responseHeaders/],
  [
    "HSTS among the headers",
    { responseHeaders: { "strict-transport-security": "max-age=0" } },
    /responseHeaders/,
  ],
  ["an upstream elsewhere", { sites: [{ ...site, upstream: { url: "http://10.0.0.1:80" } }] }, /upstream/],
  ["a port that is none", { sites: [{ ...site, upstream: { url: "http://127.0.0.1:65536" } }] }, /upstream/],
  ["a name twice", { sites: [site, site] }, /edge\.sites\[1\]\.names\[0\]/],
  ["preloading too short", { hsts: { preload: true, maxAge: 86400 } }, /edge\.hsts\.maxAge.*31536000/],
])("%s is refused", (_, parts, message) => {
  expect(() => nginx("debian-12", parts)).toThrow(message);
});

test("a platform without the packages is refused", () => {
  expect(() => nginx("rocky-9")).toThrow(/not offered on rocky-9/);
});

describe("certificates", () => {
  const email = "ops@example.com";
  const request = { name: "api.example.com", names: ["api.example.com", "b.example.com"] };

  test("come from Let's Encrypt unless another directory is named", () => {
    expect(directoryUrl(resolve("certificates", { email }).directory)).toBe(
      "https://acme-v02.api.letsencrypt.org/directory",
    );
    expect(directoryUrl("https://ca.example.com/acme")).toBe("https://ca.example.com/acme");
  });

  test("dns-01 takes the zone and region, and no credentials", () => {
    const settings = resolve("certificates", { email, challenge: "dns-01-route53", route53ZoneId: "Z123" });
    const lines = renderSettings(settings, request, "nginx.service", undefined).split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        'NAMES="api.example.com b.example.com"',
        "CHALLENGE=dns-01-route53",
        "AWS_REGION=us-east-1",
        "AWS_HOSTED_ZONE_ID=Z123",
      ]),
    );
    expect(lines.join()).not.toMatch(/SECRET|ACCESS_KEY/);
  });

  test("have a timer each, and trust the directory's own CA only where there is one", () => {
    const bundle = renderCertificates(resolve("certificates", { email }), [request], "nginx.service");
    expect(bundle.services!.map(({ unit }) => unit)).toEqual([
      "portcullis-certificate@api.example.com.timer",
    ]);
    expect(bundle.files.map(({ content }) => content).join()).not.toContain("LEGO_CA_CERTIFICATES");
  });

  test.each(["a b@example.com", "a@example.com\nDIRECTORY=x", "ops"])("%j is no address", (wrong) => {
    expect(() => resolve("certificates", { email: wrong })).toThrow(/certificates\.email/);
  });
});

describe("an upstream over TLS", () => {
  const encrypted = { url: "https://127.0.0.1:5601", authority: "/etc/portcullis/kibana/authority.pem" };
  const of = (upstream: object): unknown =>
    resolve("edge", { sites: [{ names: ["logs.example.com"], upstream }] });

  test("needs an authority, and no other does", () => {
    expect(() => of({ url: encrypted.url })).toThrow(
      "authority is missing, and needed with https://127.0.0.1:5601",
    );
    expect(() => of({ ...encrypted, url: "http://127.0.0.1:5601" })).toThrow("authority must go with https");
    expect(() => of({ ...encrypted, url: "https://192.0.2.1:5601" })).toThrow(
      "url does not have the right form",
    );
    expect(() => of(encrypted)).not.toThrow();
  });
});
