import Ajv from "ajv";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { makeTestAuthority, type TestAuthority } from "../../../e2e/logging/testAuthority";
import { kibanaRuleSchema } from "../alerts/kibanaRuleSchema";
import { savedObjectSchema } from "./savedObjectSchema";

interface Saved {
  id: string;
  type: string;
  attributes: Record<string, unknown>;
  references: unknown[];
}

type Rule = Record<string, unknown> & { id: string; tags: string[]; enabled: boolean };

interface Answer {
  status?: number;
  body?: unknown;
}

const ajv = new Ajv({ allErrors: true, strict: false, formats: { json: (text: string) => isJson(text) } });
const isSavedObject = ajv.compile(savedObjectSchema);
const isRule = ajv.compile(kibanaRuleSchema);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function failure(status: number, message: string): Answer {
  return { status, body: { statusCode: status, error: "Error", message } };
}

/**
 * Writes down what is asked of Kibana's API, holds it against schemas of our own, and remembers what it is given. It is
 * not Kibana, and proves nothing about that one: it proves what the script sends, and when.
 */
export class ApiRecorder {
  readonly saved = new Map<string, Saved>();
  readonly rules = new Map<string, Rule>();
  /** Requests that change something, as method and path. */
  readonly changes: string[] = [];
  /** Answers that come before its own, in this order. */
  readonly next: Answer[] = [];
  authority!: TestAuthority;
  private server!: Server;

  async open(): Promise<void> {
    this.authority = await makeTestAuthority();
    const { certificate, privateKey } = await this.authority.issue("localhost");
    this.server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
      let text = "";
      request.setEncoding("utf8");
      request.on("data", (chunk: string) => (text += chunk));
      request.on("end", () => {
        const { method = "", url = "", headers } = request;
        const { status = 200, body } = this.answer(method, url, headers, text);
        response.writeHead(status, { "content-type": "application/json" });
        response.end(typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body));
      });
    });
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
  }

  get url(): string {
    return `https://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private answer(method: string, url: string, headers: NodeJS.Dict<string | string[]>, text: string): Answer {
    const prepared = this.next.shift();
    if (prepared) return prepared;
    const { pathname: path, searchParams: query } = new URL(url, this.url);
    if (
      headers["authorization"] !== `Basic ${Buffer.from("somebody:password of the test").toString("base64")}`
    )
      return failure(401, "unable to authenticate user [somebody]");
    if (method !== "GET" && headers["kbn-xsrf"] === undefined)
      return failure(400, "Request must contain a kbn-xsrf header.");
    if (path === "/api/status") return { body: { status: { overall: { level: "available" } } } };
    if (path === "/api/saved_objects/_export") return this.export(text);
    if (method === "GET" && path === "/api/alerting/rules/_find") return this.find(query);
    this.changes.push(`${method} ${path}`);
    if (path === "/api/saved_objects/_import") return this.import(text, String(headers["content-type"]));
    const [, kind, type = "", id = ""] = /^\/api\/(saved_objects|alerting)\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (kind === "saved_objects" && method === "DELETE")
      return this.saved.delete(`${type}/${id}`)
        ? { body: {} }
        : failure(404, `Saved object [${type}/${id}] not found`);
    return kind === "alerting" ? this.rule(method, id, text) : failure(404, "Not Found");
  }

  /** As Kibana gives them back: with who changed them when, in a newer form. */
  private export(text: string): Answer {
    const { type } = JSON.parse(text) as { type: string[] };
    const found = [...this.saved.values()].filter((one) => type.includes(one.type));
    const lines = found.map((one) => ({
      ...one,
      attributes: { ...one.attributes, ofANewerForm: true },
      updated_at: new Date().toISOString(),
      version: String(Math.random()),
      managed: false,
    }));
    return { body: lines.map((line) => JSON.stringify(line)).join("\n") };
  }

  private import(text: string, contentType: string): Answer {
    const [, boundary] = /^multipart\/form-data; boundary=(\S+)$/.exec(contentType) ?? [];
    const [head, , lines = ""] = text
      .split(/\r\n/)
      .slice(1)
      .join("\r\n")
      .split(/(\r\n\r\n)/);
    if (
      !boundary ||
      !text.startsWith(`--${boundary}\r\n`) ||
      !head!.includes('name="file"; filename="portcullis.ndjson"')
    )
      return failure(400, "no file");
    const objects = lines
      .split(`\r\n--${boundary}--`)[0]!
      .split("\n")
      .map((line) => JSON.parse(line) as Saved);
    const errors = objects
      .filter((one) => !isSavedObject(one))
      .map(({ id, type }) => ({
        id,
        type,
        error: { type: "unknown", message: ajv.errorsText(isSavedObject.errors) },
      }));
    if (errors.length > 0) return { body: { success: false, successCount: 0, errors } };
    for (const one of objects) this.saved.set(`${one.type}/${one.id}`, one);
    return { body: { success: true, successCount: objects.length } };
  }

  private find(query: URLSearchParams): Answer {
    if (query.get("filter") !== "alert.attributes.tags:portcullis") return failure(400, "another filter");
    const size = Number(query.get("per_page"));
    const first = (Number(query.get("page")) - 1) * size;
    const all = [...this.rules.values()].filter(({ tags }) => tags.includes("portcullis"));
    return {
      body: { page: Number(query.get("page")), total: all.length, data: all.slice(first, first + size) },
    };
  }

  private rule(method: string, path: string, text: string): Answer {
    const [id = "", verb] = path.split("/");
    const found = this.rules.get(id);
    if (method === "POST" && verb === "_enable" && found) {
      found.enabled = true;
      return {};
    }
    if (method === "DELETE") return this.rules.delete(id) ? {} : failure(404, "not found");
    const body = JSON.parse(text) as Omit<Rule, "id">;
    if (method === "POST" && found) return failure(409, "exists");
    if (method === "PUT" && !found) return failure(404, "not found");
    const wrong = ["rule_type_id", "consumer", "enabled"].filter((key) => method === "PUT" && key in body);
    if (wrong.length > 0)
      return failure(400, `[request body.${wrong[0]}]: definition for this key is missing`);
    const whole = { ...found, ...body };
    const judged = Object.fromEntries(
      Object.entries(whole).filter(([key]) => key !== "id" && key !== "execution_status"),
    );
    if (!isRule(judged)) return failure(400, ajv.errorsText(isRule.errors));
    const rule = { ...whole, id, execution_status: { status: "ok" } } as unknown as Rule;
    this.rules.set(id, rule);
    return { body: rule };
  }
}
