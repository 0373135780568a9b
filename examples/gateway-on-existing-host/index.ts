import * as pulumi from "@pulumi/pulumi";
import { ApiGateway, Certificates, ExistingHost, HttpsEdge } from "portcullis";

const config = new pulumi.Config();
const name = config.require("name");

const host = new ExistingHost("shop", {
  settings: {
    address: config.require("address"),
    platform: "debian-12",
    hostKey: config.require("hostKey"),
  },
  privateKey: config.requireSecret("sshPrivateKey"),
});

// What the document does not have is refused; what it has asks for a token and a role, and is limited.
const gateway = new ApiGateway("shop-gateway", {
  host,
  settings: {
    kong: { container: { image: config.require("kongImage") } },
    apis: {
      orders: {
        upstreams: ["http://127.0.0.1:8080"],
        openApi: "orders.openapi.json",
        roles: ["reader"],
        rateLimit: { minute: 600 },
        operations: { createOrder: { roles: ["writer"], rateLimit: { minute: 60 } } },
      },
    },
    consumers: {
      dashboard: { roles: ["reader"], jwt: {} },
      shop: { roles: ["reader", "writer"], jwt: {} },
    },
  },
});

const edge = new HttpsEdge(
  "shop-edge",
  {
    host,
    settings: { sites: [{ names: [name], upstream: { url: gateway.url } }] },
    gateway: gateway.front,
  },
  { dependsOn: gateway },
);
new Certificates(
  "shop-certificates",
  {
    host,
    settings: { email: config.require("email") },
    certificates: edge.certificates,
    unit: edge.unit,
  },
  { dependsOn: edge },
);

/** Where the API answers. */
export const url = `https://${name}/`;
/** What each consumer signs its tokens with; secret. */
export const credentials = gateway.credentials;
