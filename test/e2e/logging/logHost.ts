import type { Dataset } from "../../../components/logging/events/datasets";
import { dataStream } from "../../../components/logging/events/datasets";
import { openEnvironment, type TestEnvironment } from "../support";
import { apply, ElasticsearchHosts } from "./elasticsearch/nodes";

/** An event of a test, by ECS fields. */
export interface StoredEvent {
  dataset: Dataset;
  /** When it happened, in milliseconds since 1970. */
  at: number;
  fields: Readonly<Record<string, unknown>>;
}

/** A log host with a real Elasticsearch that is set up for the namespace `test`. */
export class LogHost {
  private constructor(
    readonly environment: TestEnvironment,
    readonly elasticsearch: ElasticsearchHosts,
  ) {}

  /** Starts it in an environment of its own. */
  static async start(name: string): Promise<LogHost> {
    const environment = await openEnvironment(name);
    try {
      const elasticsearch = await ElasticsearchHosts.start(environment, ["logs-1"], { heapMegabytes: 512 });
      await apply(elasticsearch.first, await elasticsearch.nodeBundle(elasticsearch.first));
      await apply(elasticsearch.first, elasticsearch.setupBundle());
      return new LogHost(environment, elasticsearch);
    } catch (error) {
      await environment.dispose();
      throw error;
    }
  }

  /** An API key as components hand it on: `id:key`. */
  async key(role: "reader" | "alerting" | "writer", holder: string): Promise<string> {
    const header = await this.elasticsearch.key(role, holder);
    return Buffer.from(header.replace("ApiKey ", ""), "base64").toString("utf8");
  }

  /** Asks Elasticsearch as its administrator. */
  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.elasticsearch.ask(this.elasticsearch.administrator, method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Adds events to the data streams of a namespace: `test`, or one that ends in `-test`. */
  async store(namespace: string, events: readonly StoredEvent[]): Promise<void> {
    const lines = events.flatMap(({ dataset, at, fields }) => [
      { create: { _index: dataStream(dataset, namespace) } },
      { "@timestamp": new Date(at).toISOString(), "event.dataset": dataset, ...fields },
    ]);
    const body = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    const answer = await this.ask("POST", "/_bulk?refresh=true", body);
    if ((answer as { errors: boolean }).errors) throw new Error(JSON.stringify(answer).slice(0, 1000));
  }

  async dispose(): Promise<void> {
    await this.environment.dispose();
  }
}
