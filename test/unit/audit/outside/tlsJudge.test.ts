import type { ShownCertificate } from "../../../../audit/outside/tls/certificate";
import { judgeCertificate, judgeOffers } from "../../../../audit/outside/tls/judge";
import type { TlsOffers } from "../../../../audit/outside/tls/offers";
import { tlsProfile } from "../../../../components/edge/tlsProfiles";
import { platforms } from "../../../../components/host/platform";
import { failed } from "./failed";

const name = "api.example.test";
const day = 86_400_000;
const now = new Date("2027-01-01T00:00:00Z");
const profile = tlsProfile("intermediate", platforms["debian-12"]);

const offers: TlsOffers = {
  versions: ["TLSv1.2", "TLSv1.3"],
  suites: ["ECDHE-ECDSA-AES128-GCM-SHA256"],
  groups: ["X25519", "prime256v1"],
};

const shown: ShownCertificate = {
  names: [`DNS:${name}`],
  issuer: "Test",
  from: new Date(now.getTime() - 50 * day),
  until: new Date(now.getTime() + 40 * day),
  key: { type: "ec", name: "prime256v1", bits: 256 },
};

describe("what a site offers", () => {
  test("is right as the profile has it", () => {
    const results = judgeOffers(name, offers, profile);
    expect(failed(results)).toEqual([]);
    expect(results).toHaveLength(4);
  });

  test.each<[string, Partial<TlsOffers>, string[]]>([
    ["TLS 1.1", { versions: ["TLSv1.1", "TLSv1.2", "TLSv1.3"] }, ["tls-old-versions"]],
    ["SSLv3", { versions: ["SSLv3", "TLSv1.3"] }, ["tls-old-versions"]],
    ["TLS 1.2 alone", { versions: ["TLSv1.2"] }, ["tls-current-version"]],
    ["nothing", { versions: [], suites: [], groups: [] }, ["tls-old-versions", "tls-current-version"]],
    ["a weak suite", { suites: [...offers.suites, "AES128-SHA"] }, ["tls-ciphers"]],
    ["a suite that is not the profile's", { suites: ["DHE-RSA-AES128-GCM-SHA256"] }, ["tls-ciphers"]],
    ["another group", { groups: ["secp521r1"] }, ["tls-groups"]],
  ])("is wrong with %s", (_, changed, checks) => {
    expect(failed(judgeOffers(name, { ...offers, ...changed }, profile))).toEqual(checks);
  });

  test("with the modern profile has no suite of TLS 1.2", () => {
    const modern = tlsProfile("modern", platforms["debian-13"]);
    expect(failed(judgeOffers(name, offers, modern))).toEqual(["tls-ciphers"]);
  });
});

describe("a certificate", () => {
  test("is right for its names, with most of its time left", () => {
    expect(failed(judgeCertificate([name], shown, now))).toEqual([]);
    const wild = { ...shown, names: ["DNS:*.example.test"] };
    expect(failed(judgeCertificate([name], wild, now))).toEqual([]);
  });

  test.each<[string, Partial<ShownCertificate>, string]>([
    ["ends at no root", { untrusted: "SELF_SIGNED_CERT_IN_CHAIN" }, "tls-chain"],
    ["is another site's", { names: ["DNS:example.test"] }, "tls-names"],
    ["has expired", { until: new Date(now.getTime() - day) }, "tls-expiry"],
    ["is not valid yet", { from: new Date(now.getTime() + day) }, "tls-expiry"],
    ["ought to have been renewed", { until: new Date(now.getTime() + 10 * day) }, "tls-expiry"],
    ["has a short RSA key", { key: { type: "rsa", name: "RSA 1024", bits: 1024 } }, "tls-key"],
    ["has an odd curve", { key: { type: "ec", name: "secp224r1", bits: 0 } }, "tls-key"],
  ])("is wrong where it %s", (_, changed, check) => {
    expect(failed(judgeCertificate([name], { ...shown, ...changed }, now))).toEqual([check]);
  });

  test("has to hold all names of the site", () => {
    const [wrong] = judgeCertificate([name, "www.example.test"], shown, now).filter(
      ({ status }) => status === "fail",
    );
    expect(wrong).toMatchObject({ check: "tls-names", subject: name });
    expect(wrong!.evidence).toContain("not www.example.test");
  });

  test("of six days is right for most of them", () => {
    const short = { ...shown, from: now, until: new Date(now.getTime() + 6 * day) };
    const after = (days: number): string[] =>
      failed(judgeCertificate([name], short, new Date(now.getTime() + days * day)));
    expect(after(4)).toEqual([]);
    expect(after(5)).toEqual(["tls-expiry"]);
  });
});
