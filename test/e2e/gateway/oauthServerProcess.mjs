import { createServer } from "node:https";
import { createInterface } from "node:readline";
import { URL } from "node:url";
import Provider from "oidc-provider";

/**
 * An OAuth 2.0 authorization server (oidc-provider) in a process of its own. Its settings come as one line of JSON by
 * standard input; it ends with its input.
 */
const lines = createInterface({ input: process.stdin });
lines.on("close", () => process.exit(0));
const line = await new Promise((resolve) => lines.once("line", resolve));
const { issuer, address, certificate, privateKey, keys, clients, resources, cookieKey } = JSON.parse(line);

const provider = new Provider(issuer, {
  clients,
  jwks: { keys },
  cookies: { keys: [cookieKey] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  pkce: { required: () => true },
  features: {
    clientCredentials: { enabled: true },
    // A login by any name, and a consent, as forms: what a browser would fill in.
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, resource, client) => ({
        scope: resources[resource].scope,
        audience: resource,
        accessTokenTTL: client.clientId.startsWith("hasty") ? 2 : 600,
        accessTokenFormat: "jwt",
        jwt: { sign: { alg: client.clientId.endsWith("-es") ? "ES256" : "RS256" } },
      }),
    },
  },
});
const { port } = new URL(issuer);
createServer({ cert: certificate, key: privateKey }, provider.callback()).listen(
  Number(port || 443),
  address,
  () => process.stdout.write("listening\n"),
);
