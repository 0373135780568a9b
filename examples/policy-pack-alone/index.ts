import * as pulumi from "@pulumi/pulumi";
import { remote } from "@pulumi/command";

const config = new pulumi.Config();

// Any program will do: this one has nothing of Portcullis in it. Leave hostKey out, and the preview fails.
const uptime = new remote.Command("uptime", {
  connection: {
    host: config.require("address"),
    user: "admin",
    hostKey: config.require("hostKey"),
    privateKey: config.requireSecret("sshPrivateKey"),
  },
  create: "uptime --since",
});

/** Since when the server has been up. */
export const upSince = uptime.stdout;
