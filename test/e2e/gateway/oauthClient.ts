import { createHash, randomBytes } from "node:crypto";
import { request as httpsRequest } from "node:https";
import { type AuthorizationServer, serverName } from "./oauthServer";

/** Where codes are sent to: nobody is there, the address is all that counts. */
export const redirectUri = "https://app.example.test/callback";

interface Reply {
  status: number;
  location: string;
  cookies: string[];
  body: string;
}

/** A client of an authorization server: it gets access tokens in the ways of RFC 6749, with resource indicators. */
export class OauthClient {
  private cookies = new Map<string, string>();

  constructor(private readonly server: AuthorizationServer) {}

  private send(method: string, url: URL, headers: Record<string, string> = {}, body = ""): Promise<Reply> {
    const { place, certificate } = this.server;
    return new Promise((resolve, reject) => {
      const request = httpsRequest(
        {
          host: place.address,
          port: Number(url.port || 443),
          servername: serverName,
          ca: certificate.ca,
          method,
          path: url.pathname + url.search,
          headers: { Host: url.host, ...headers },
          timeout: 60_000,
          agent: false,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({
              status: response.statusCode!,
              location: response.headers.location ?? "",
              cookies: response.headers["set-cookie"] ?? [],
              body: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      request.on("timeout", () => request.destroy(new Error("no answer within 60 s")));
      request.on("error", reject);
      request.end(body);
    });
  }

  private url(path: string, query: Record<string, string> = {}): URL {
    return new URL(`${path}?${new URLSearchParams(query).toString()}`, this.server.settings.issuer);
  }

  private form(
    url: URL,
    values: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    return this.send("POST", url, { ...type, ...headers }, new URLSearchParams(values).toString());
  }

  private async token(values: Record<string, string>, headers: Record<string, string> = {}): Promise<string> {
    const { status, body } = await this.form(this.url("/token"), values, headers);
    if (status !== 200) throw new Error(`${status} ${body}`);
    return (JSON.parse(body) as { access_token: string }).access_token;
  }

  /** An access token for the client itself (RFC 6749 section 4.4). */
  clientCredentials(id: string, secret: string, resource: string, scope = ""): Promise<string> {
    const basic = Buffer.from(`${id}:${secret}`).toString("base64");
    return this.token(
      { grant_type: "client_credentials", resource, ...(scope !== "" && { scope }) },
      { Authorization: `Basic ${basic}` },
    );
  }

  /** A browser's next step, with its cookies. */
  private async browse(url: URL, values?: Record<string, string>): Promise<Reply> {
    const headers = { Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
    const reply = values ? await this.form(url, values, headers) : await this.send("GET", url, headers);
    for (const cookie of reply.cookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      this.cookies.set(name!, value!);
    }
    return reply;
  }

  /** Logs in and consents, as often as it is asked, until the server leads back to the client. */
  private async interact(user: string, first: URL): Promise<URL> {
    let url = first;
    let reply = await this.browse(url);
    for (let step = 0; step < 12; step++) {
      if (reply.location.startsWith(redirectUri)) return new URL(reply.location);
      if (reply.status >= 300 && reply.status < 400) {
        url = new URL(reply.location, url);
        reply = await this.browse(url);
        continue;
      }
      const prompt = /name="prompt" value="(\w+)"/.exec(reply.body)?.[1];
      if (reply.status !== 200 || prompt === undefined) break;
      reply = await this.browse(url, { prompt, ...(prompt === "login" && { login: user, password: "any" }) });
    }
    throw new Error(`the login came to ${reply.status} ${url.pathname} ${reply.body.slice(0, 500)}`);
  }

  /**
   * An access token for a user (RFC 6749 section 4.1) with PKCE (RFC 7636, S256).
   *
   * @param verifier - what the code is redeemed with. Default: what the challenge was made of
   */
  async authorizationCode(
    id: string,
    user: string,
    resource: string,
    scope: string,
    verifier?: string,
  ): Promise<string> {
    this.cookies = new Map();
    const own = randomBytes(32).toString("base64url");
    const state = randomBytes(16).toString("base64url");
    const back = await this.interact(
      user,
      this.url("/auth", {
        response_type: "code",
        client_id: id,
        redirect_uri: redirectUri,
        scope,
        resource,
        state,
        code_challenge: createHash("sha256").update(own).digest("base64url"),
        code_challenge_method: "S256",
      }),
    );
    const code = back.searchParams.get("code");
    if (code === null || back.searchParams.get("state") !== state) throw new Error(`no code: ${back.search}`);
    return this.token({
      grant_type: "authorization_code",
      client_id: id,
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier ?? own,
      resource,
    });
  }
}
