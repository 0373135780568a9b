import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TestStack } from "../stack";
import type { Engine } from "../../../local/engine";
import { engines } from "../engines";

interface Key {
  algorithm: string;
  privateKeyPem: string;
  privateKeyPemPkcs8: string;
  privateKeyOpenssh: string;
  publicKeyPem: string;
  publicKeyOpenssh: string;
  publicKeyFingerprintMd5: string;
  publicKeyFingerprintSha256: string;
}

interface Outputs {
  keys: Record<string, Key>;
  lookup: Record<string, string>;
  lookupOpenssh: Record<string, string>;
  ca: string;
  leaf: string;
  plain: string;
  intermediate: string;
  csr: string;
  renewal: { soon: boolean; always: boolean };
  curves: Record<string, string>;
}

const PROGRAM = (second: boolean): string => `
const pulumi = require("@pulumi/pulumi");
const tls = require("@pulumi/tls");
const second = ${second};
const key = (name, args) => new tls.PrivateKey(name, args);
const keys = {
  rsa: key("rsa", { algorithm: "RSA", rsaBits: second ? 3072 : 2048 }),
  p224: key("p224", { algorithm: "ECDSA" }),
  p256: key("p256", { algorithm: "ECDSA", ecdsaCurve: "P256" }),
  p384: key("p384", { algorithm: "ECDSA", ecdsaCurve: "P384" }),
  p521: key("p521", { algorithm: "ECDSA", ecdsaCurve: "P521" }),
  ed25519: key("ed25519", { algorithm: "ED25519" }),
};
const full = {
  commonName: "Example CA*", organization: "Example & Söhne", organizationalUnit: "Ops", country: "DE",
  province: "Bavaria", locality: "Munich", streetAddresses: ["Second St", "First St"], postalCode: "80331",
  serialNumber: "42", emailAddress: "ca@example.com",
};
const ca = new tls.SelfSignedCert("ca", {
  privateKeyPem: keys.p384.privateKeyPem, subject: full, isCaCertificate: true, maxPathLength: 1,
  allowedUses: ["cert_signing", "crl_signing", "digital_signature"], validityPeriodHours: second ? 200 : 100,
});
const csr = new tls.CertRequest("csr", {
  privateKeyPem: keys.rsa.privateKeyPem, subject: { ...full, commonName: "api.example.com" },
  dnsNames: ["api.example.com", "*.example.com"], ipAddresses: ["192.0.2.1", "2001:db8::1"], uris: ["spiffe://example.com/api"],
});
const sign = (name, args) => new tls.LocallySignedCert(name, {
  caPrivateKeyPem: keys.p384.privateKeyPem, caCertPem: ca.certPem, certRequestPem: csr.certRequestPem,
  allowedUses: ["server_auth", "client_auth", "key_encipherment"], validityPeriodHours: 24, ...args,
});
const leaf = sign("leaf", { setSubjectKeyId: true, earlyRenewalHours: second ? 2 : 1 });
const intermediate = sign("intermediate", { isCaCertificate: true, allowedUses: ["cert_signing"], maxPathLength: 0 });
const soon = sign("soon", { earlyRenewalHours: second ? 24 : 0 });
const always = sign("always", { validityPeriodHours: 0 });
const plain = new tls.SelfSignedCert("plain", {
  privateKeyPem: keys.ed25519.privateKeyPem, allowedUses: [], validityPeriodHours: 1, dnsNames: ["only.example.com"],
});
const curves = {};
for (const curve of ["p224", "p256", "p521", "rsa"]) {
  curves[curve] = new tls.SelfSignedCert("self-" + curve, {
    privateKeyPem: keys[curve].privateKeyPem, subject: { commonName: curve }, allowedUses: ["digital_signature", "content_commitment", "encipher_only", "decipher_only", "ocsp_signing"],
    validityPeriodHours: 300000, setSubjectKeyId: true, setAuthorityKeyId: true,
  }).certPem;
}
exports.keys = pulumi.secret(Object.fromEntries(Object.entries(keys).map(([name, k]) => [name, {
  algorithm: k.algorithm, privateKeyPem: k.privateKeyPem, privateKeyPemPkcs8: k.privateKeyPemPkcs8,
  privateKeyOpenssh: k.privateKeyOpenssh, publicKeyPem: k.publicKeyPem, publicKeyOpenssh: k.publicKeyOpenssh,
  publicKeyFingerprintMd5: k.publicKeyFingerprintMd5, publicKeyFingerprintSha256: k.publicKeyFingerprintSha256,
}])));
exports.lookup = tls.getPublicKeyOutput({ privateKeyPem: keys.p256.privateKeyPem });
exports.lookupOpenssh = tls.getPublicKeyOutput({ privateKeyOpenssh: keys.ed25519.privateKeyOpenssh });
exports.ca = ca.certPem; exports.leaf = leaf.certPem; exports.plain = plain.certPem;
exports.intermediate = intermediate.certPem; exports.csr = csr.certRequestPem; exports.curves = curves;
exports.renewal = { soon: soon.readyForRenewal, always: always.readyForRenewal };
`;

/** What OpenSSL says about a certificate's subject and extensions, without what is random. */
function describeWithOpenSsl(pem: string): string {
  const options = ["-noout", "-subject", "-issuer", "-ext"];
  const extensions = "basicConstraints,keyUsage,extendedKeyUsage,subjectAltName";
  const text = execFileSync("openssl", ["x509", ...options, extensions, "-nameopt", "RFC2253,show_type"], {
    input: pem,
  });
  return text.toString();
}

const described: Record<string, Record<string, string>> = {};

describe.each(engines())("$name plugins", ({ name: title, ensure }) => {
  let engine: Engine;
  let stack: TestStack;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "portcullis-tls-"));
    engine = await ensure();
    stack = await TestStack.create({ engine });
  });

  afterAll(async () => {
    await stack?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function openSsl(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync("openssl", args, { encoding: "utf8" });
    return status === 0 ? stdout : `failed: ${stdout}${stderr}`;
  }

  function inFile(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  }

  test("keys, requests and certificates", async () => {
    stack.setProgram(PROGRAM(false));
    const preview = await stack.preview();
    expect(preview.text).not.toContain("error:");
    expect(preview.code).toBe(0);
    const run = await stack.up();
    expect(run.text).not.toContain("error:");
    expect(run.code).toBe(0);
    const state = await stack.exportText();
    expect(state).not.toContain("PRIVATE KEY-----");
    const outputs = (await stack.outputs()) as unknown as Outputs;

    // Keys: every format holds the same key, and OpenSSH's own tool agrees.
    const kinds: Record<string, [string, string]> = {
      rsa: ["RSA PRIVATE KEY", "rsa"],
      p224: ["EC PRIVATE KEY", "ec"],
      p256: ["EC PRIVATE KEY", "ec"],
      p384: ["EC PRIVATE KEY", "ec"],
      p521: ["EC PRIVATE KEY", "ec"],
      ed25519: ["PRIVATE KEY", "ed25519"],
    };
    for (const [name, [label, type]] of Object.entries(kinds)) {
      const key = outputs.keys[name]!;
      expect(key.privateKeyPem).toMatch(new RegExp(`^-----BEGIN ${label}-----\n`));
      expect(key.privateKeyPemPkcs8).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
      const [fromPem, fromPkcs8] = [
        createPrivateKey(key.privateKeyPem),
        createPrivateKey(key.privateKeyPemPkcs8),
      ];
      expect(fromPem.asymmetricKeyType).toBe(type);
      expect(fromPem.equals(fromPkcs8)).toBe(true);
      expect(createPublicKey(fromPem).equals(createPublicKey(key.publicKeyPem))).toBe(true);
      if (name === "p224") {
        expect([key.privateKeyOpenssh, key.publicKeyOpenssh, key.publicKeyFingerprintSha256]).toEqual([
          "",
          "",
          "",
        ]);
        continue;
      }
      const file = inFile(`key-${name}`, key.privateKeyOpenssh);
      const ssh = (...args: string[]): string => execFileSync("ssh-keygen", [...args, "-f", file]).toString();
      expect(`${ssh("-y").split(" ").slice(0, 2).join(" ").trim()}\n`).toBe(key.publicKeyOpenssh);
      expect(ssh("-l").split(" ")[1]).toBe(key.publicKeyFingerprintSha256);
      expect(ssh("-l", "-E", "md5").split(" ")[1]).toBe(`MD5:${key.publicKeyFingerprintMd5}`);
    }
    expect(createPrivateKey(outputs.keys.rsa!.privateKeyPem).asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(outputs.lookup).toMatchObject({
      algorithm: "ECDSA",
      publicKeyPem: outputs.keys.p256!.publicKeyPem,
      publicKeyFingerprintSha256: outputs.keys.p256!.publicKeyFingerprintSha256,
    });
    expect(outputs.lookupOpenssh).toMatchObject({
      algorithm: "ED25519",
      publicKeyOpenssh: outputs.keys.ed25519!.publicKeyOpenssh,
    });

    // Certificates: read by Node, verified by OpenSSL.
    const [ca, leaf] = [new X509Certificate(outputs.ca), new X509Certificate(outputs.leaf)];
    expect(ca.ca).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.checkIssued(ca)).toBe(true);
    expect(leaf.checkHost("api.example.com")).toBe("api.example.com");
    expect(leaf.checkHost("www.example.com")).toBe("*.example.com");
    expect(leaf.checkIP("192.0.2.1")).toBe("192.0.2.1");
    expect(leaf.checkIP("2001:db8::1")).toBe("2001:db8::1");
    expect(leaf.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
    expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBe(24 * 3_600_000);
    const caFile = inFile("ca.pem", outputs.ca);
    expect(openSsl("verify", "-x509_strict", "-CAfile", caFile, inFile("leaf.pem", outputs.leaf))).toContain(
      "OK",
    );
    expect(openSsl("req", "-in", inFile("csr.pem", outputs.csr), "-noout", "-verify", "-subject")).toContain(
      "api.example.com",
    );
    for (const [name, pem] of Object.entries(outputs.curves)) {
      const certificate = new X509Certificate(pem);
      expect(certificate.verify(certificate.publicKey)).toBe(true);
      // 300000 hours reach beyond 2049, where the encoding of times changes.
      expect(new Date(certificate.validTo).getUTCFullYear()).toBeGreaterThan(2050);
      const keyIds = openSsl(
        "x509",
        "-in",
        inFile(`${name}.pem`, pem),
        "-noout",
        "-ext",
        "subjectKeyIdentifier,authorityKeyIdentifier",
      );
      const [own, authority] = [...keyIds.matchAll(/([0-9A-F]{2}(:[0-9A-F]{2}){19})/g)].map(
        (match) => match[1],
      );
      expect(own).toBeDefined();
      expect(authority).toBe(own);
    }
    expect(outputs.renewal).toEqual({ soon: false, always: true });
    described[title] = {
      ...Object.fromEntries(
        [outputs.ca, outputs.leaf, outputs.plain, outputs.intermediate, ...Object.values(outputs.curves)].map(
          (pem, index) => [String(index), describeWithOpenSsl(pem)],
        ),
      ),
      csr: openSsl(
        "req",
        "-in",
        join(folder, "csr.pem"),
        "-noout",
        "-subject",
        "-nameopt",
        "RFC2253,show_type",
      ),
    };

    // Nothing changed: only the certificate that is always due is made anew.
    const again = await stack.up();
    expect(again.code).toBe(0);
    expect([...new Set(again.steps.filter(({ op }) => op !== "same").map(({ name }) => name))]).toEqual([
      "always",
    ]);

    stack.setProgram(PROGRAM(true));
    const second = await stack.up();
    expect(second.text).not.toContain("error:");
    expect(second.code).toBe(0);
    const ops = (name: string): string[] =>
      second.steps.filter((step) => step.name === name).map(({ op }) => op);
    // Asked for on other terms, or made from something that was replaced.
    for (const name of ["rsa", "ca", "csr", "leaf", "intermediate", "soon", "self-rsa"]) {
      expect([name, ops(name)]).toEqual([name, expect.arrayContaining(["create-replacement"])]);
    }
    for (const name of ["p256", "ed25519", "plain", "self-p256"])
      expect([name, ops(name)]).toEqual([name, ["same"]]);
    const renewed = (await stack.outputs()) as unknown as Outputs;
    expect(createPrivateKey(renewed.keys.rsa!.privateKeyPem).asymmetricKeyDetails?.modulusLength).toBe(3072);
    expect(new X509Certificate(renewed.leaf).checkIssued(new X509Certificate(renewed.ca))).toBe(true);
    expect(renewed.renewal.soon).toBe(true);
  });

  test("updates in place, renewal by time, refusals", async () => {
    const program = (early: number, extra = ""): string => `
const tls = require("@pulumi/tls");
const key = new tls.PrivateKey("key", { algorithm: "ED25519" });
const certificate = new tls.SelfSignedCert("certificate", {
  privateKeyPem: key.privateKeyPem, allowedUses: ["server_auth"], validityPeriodHours: 10,
  subject: { commonName: "example.com" }, earlyRenewalHours: ${early},
});
${extra}
exports.certPem = certificate.certPem;
`;
    const opOfCertificate = (run: { steps: { name: string; op: string }[] }): string[] =>
      run.steps.filter(({ name }) => name === "certificate").map(({ op }) => op);
    stack.setProgram(program(1));
    expect((await stack.up()).code).toBe(0);
    const { certPem } = await stack.outputs();
    stack.setProgram(program(2));
    expect(opOfCertificate(await stack.up())).toEqual(["update"]);
    expect((await stack.outputs()).certPem).toBe(certPem);
    // Ten hours before its end it is due at once.
    stack.setProgram(program(10));
    expect(opOfCertificate(await stack.up())).toContain("create-replacement");
    expect((await stack.outputs()).certPem).not.toBe(certPem);

    const certificate = (args: string): string =>
      `new tls.SelfSignedCert("bad", { privateKeyPem: key.privateKeyPem, allowedUses: [], validityPeriodHours: 1, ${args} });`;
    // Wrong inputs are refused before anything is made.
    const wrongInputs: Record<string, string> = {
      'new tls.PrivateKey("bad", { algorithm: "DSA" });':
        'must be one of: ["RSA" "ECDSA" "ED25519"], got: "DSA"',
      [certificate('allowedUses: ["anything"]')]: 'got: "anything"',
      [certificate("validityPeriodHours: -1")]: "must be at least 0, got: -1",
    };
    for (const [source, reason] of Object.entries(wrongInputs)) {
      stack.setProgram(program(0, source));
      const refused = await stack.preview();
      expect(refused.code).not.toBe(0);
      expect(refused.text.replace(/\s+/g, " ")).toContain(reason);
    }
    // What only shows while it is made.
    const impossible: Record<string, string> = {
      'new tls.CertRequest("bad", { privateKeyPem: "garbage" });': "Failed to parse private key PEM",
      'new tls.CertRequest("bad", { privateKeyPem: key.privateKeyPem, ipAddresses: ["1.2.3"] });':
        "Invalid IP address",
      [certificate("isCaCertificate: true")]: "Must contain at least one Distinguished Name",
      [certificate("setAuthorityKeyId: true")]: "Could not determine Authority Key Identifier",
    };
    const sources = Object.keys(impossible).map((source, index) => source.replace('"bad"', `"bad${index}"`));
    stack.setProgram(program(0, sources.join("\n")));
    const failed = await stack.up("--continue-on-error");
    expect(failed.code).not.toBe(0);
    for (const reason of Object.values(impossible)) {
      expect(failed.text.replace(/\s+/g, " ")).toContain(reason);
    }
  });
});

// Last, for it compares what the tests above have made. With one kind of plugins only there is nothing to compare.
afterAll(() => {
  const [first, ...others] = Object.values(described);
  for (const other of others) expect(other).toEqual(first);
});
