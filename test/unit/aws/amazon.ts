import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Credentials of the role. */
export const credentials = {
  AccessKeyId: "ASIAIOSFODNN7EXAMPLE",
  SecretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  Token: "IQoJb3JpZ2luX2VjEXAMPLE//token==",
};

/** What a request was, once it is whole. */
export interface Request {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** Whether a text is in some process's arguments or environment, for all who may look. */
function shownToAll(text: string): boolean {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .some((pid) =>
      ["cmdline", "environ"].some((file) => {
        try {
          return readFileSync(`/proc/${pid}/${file}`, "utf8").includes(text);
        } catch {
          return false;
        }
      }),
    );
}

/** The instance's metadata as IMDSv2 gives it, and CloudWatch, on one port of loopback. */
export class Amazon {
  readonly told: Request[] = [];
  leaked = false;
  status = 200;
  role = "api-1-role";
  private readonly server: Server;

  constructor() {
    this.server = createServer((message, response) => {
      let body = "";
      message.setEncoding("utf8").on("data", (text: string) => (body += text));
      message.on("end", () => {
        const request = { method: message.method!, path: message.url!, headers: message.headers, body };
        const [status, text] = this.answer(request);
        response.writeHead(status).end(text);
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(request: Request): [status: number, text: string] {
    const { method, path, headers } = request;
    if (method === "POST") {
      this.told.push(request);
      this.leaked = [credentials.SecretAccessKey, credentials.Token].some(shownToAll);
      return [this.status, "<PutMetricDataResponse/>"];
    }
    if (method === "PUT" && path === "/latest/api/token")
      return headers["x-aws-ec2-metadata-token-ttl-seconds"] ? [200, "a-session-token"] : [400, ""];
    // IMDSv2: nothing without the session's token.
    if (headers["x-aws-ec2-metadata-token"] !== "a-session-token") return [401, ""];
    const roles = "/latest/meta-data/iam/security-credentials/";
    if (path === "/latest/meta-data/instance-id") return [200, "i-0123456789abcdef0"];
    if (path === "/latest/meta-data/placement/region") return [200, "eu-central-1"];
    if (path === roles) return this.role ? [200, this.role] : [404, ""];
    if (path === roles + this.role)
      return [
        200,
        JSON.stringify({ Code: "Success", ...credentials, Expiration: "2030-01-01T00:00:00Z" }, null, 2),
      ];
    return [404, ""];
  }
}
