import * as pulumi from "@pulumi/pulumi";
import { Certificates, ExistingHost, Firewall, HttpsEdge, SshServer } from "portcullis";

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

// SSH from your own ranges, HTTP and HTTPS from everywhere, nothing else.
const firewall = new Firewall("shop-firewall", {
  host,
  adminRanges: config.requireObject<string[]>("adminRanges"),
});
new SshServer("shop-ssh-server", { host }, { dependsOn: firewall });

const edge = new HttpsEdge(
  "shop-edge",
  { host, settings: { sites: [{ names: [name], upstream: { url: "http://127.0.0.1:8080" } }] } },
  { dependsOn: firewall },
);
// The edge starts with a self-signed certificate and answers Let's Encrypt's challenge; then it gets a real one.
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
