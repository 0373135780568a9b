import { generateKeyPairSync } from "node:crypto";
import { type Example, type Examples, properties, secret, UNKNOWN } from "./rule";

const settings = (value: Record<string, unknown>): Example => properties({ settings: value });
const publicKey = (modulusLength: number): string =>
  generateKeyPairSync("rsa", { modulusLength }).publicKey.export({ type: "spki", format: "pem" }).toString();
const SHORT = publicKey(1024);
const LONG = publicKey(2048);
const ZONE = "aws:route53/zone:Zone";

/** Examples of further rules on the components and on Pulumi itself. */
export const componentExamples: Record<string, Examples> = {
  "certificates-key-size": {
    fails: [["rsaBits", properties({ algorithm: "RSA", rsaBits: 1024 })]],
    passes: [
      properties({ algorithm: "RSA" }),
      properties({ algorithm: "RSA", rsaBits: 3072 }),
      properties({ algorithm: "ED25519" }),
      properties({ algorithm: "ECDSA", ecdsaCurve: "P256" }),
    ],
    unknown: [properties({ algorithm: "RSA", rsaBits: UNKNOWN })],
  },
  "gateway-token-algorithms": {
    fails: [
      [
        "settings.issuers.acme.algorithms[1]",
        settings({ issuers: { acme: { algorithms: ["RS256", "HS256"] } } }),
      ],
      [
        "settings.issuers.acme.algorithms[0]",
        settings({ issuers: { other: UNKNOWN, acme: { algorithms: ["none"] } } }),
      ],
      [
        "settings.issuers.acme.publicKeys.k1.pem",
        settings({ issuers: { acme: { publicKeys: { k1: { algorithm: "RS256", pem: SHORT } } } } }),
      ],
      [
        "settings.consumers.app.jwt.publicKeys.k1.pem",
        settings({ consumers: { app: { jwt: { publicKeys: { k1: { pem: SHORT } } } } } }),
      ],
    ],
    passes: [
      settings({
        issuers: {
          acme: { algorithms: ["RS256", "ES256"], publicKeys: { k1: { pem: LONG }, k2: { pem: "no key" } } },
        },
        consumers: { app: { jwt: { algorithm: "HS256" } } },
      }),
      settings({}),
    ],
    unknown: [
      settings({ issuers: { acme: { algorithms: UNKNOWN } } }),
      settings({ consumers: { app: { jwt: { publicKeys: UNKNOWN } } } }),
    ],
  },
  "gateway-schema": {
    fails: [
      [
        "settings.apis.orders.openApi",
        settings({ apis: { orders: { routes: { list: { path: "/orders" } } } } }),
      ],
    ],
    passes: [settings({ apis: { orders: { openApi: "orders.yaml" } } })],
    unknown: [settings({ apis: { orders: { openApi: UNKNOWN } } })],
  },
  "pulumi-protect": {
    fails: [
      ["", properties({})],
      ["", { type: ZONE, stack: "prod-eu", options: { protect: false } }],
    ],
    passes: [{ options: { protect: true } }, { stack: "dev" }],
  },
  "aws-provider-static-credentials": {
    fails: [
      ["accessKey", properties({ accessKey: "AKIAIOSFODNN7EXAMPLE", region: UNKNOWN })],
      ["accessKey", properties({ accessKey: secret("AKIAIOSFODNN7EXAMPLE") })],
    ],
    passes: [properties({ region: "eu-central-1" }), properties({ accessKey: "test", secretKey: "test" })],
    unknown: [properties({ accessKey: UNKNOWN })],
  },
  "aws-provider-insecure": {
    fails: [["insecure", properties({ insecure: "true" })]],
    passes: [properties({}), properties({ insecure: false })],
    unknown: [properties({ insecure: UNKNOWN })],
  },
};
