import type { Bundle } from "../../../../components/host/bundle";
import { platforms } from "../../../../components/host/platform";
import { renderElastAlert } from "../../../../components/logging/alerts/elastAlert/render";
import { renderElastAlertRule } from "../../../../components/logging/alerts/elastAlert/rules";
import { alertRules } from "../../../../components/logging/alerts/rules";
import { resolve } from "../../../../components/model/resolve";
import type { LogAlerts, ResolvedLogAlerts } from "../../../../components/model/types";
import { readAsset } from "../../../../components/assets";
import { ensurePackages, servePackages } from "../../../../local/pythonPackages";
import { dataStream, datasets } from "../../../../components/logging/events/datasets";
import type { LocalHost } from "../../support";
import type { ElasticsearchHosts } from "../elasticsearch/nodes";
import { LogHost } from "../logHost";
import { hosts, type MadeUpEvent } from "./incidents";

/** Events of one scenario are in data streams of their own, of which the test's namespace is the end. */
export const scenarioNamespace = (scenario: string): string => `${scenario.replace(/-/g, "")}-test`;

/** A log host with a real Elasticsearch and a real ElastAlert 2. */
export class AlertHost {
  private constructor(
    private readonly logs: LogHost,
    /** Address of this machine in the host's network. */
    readonly gateway: string,
    /** API key of the alerts: `id:key`. */
    readonly apiKey: string,
  ) {}

  /** Starts the host, and Elasticsearch on it with its templates and roles. */
  static async start(name: string): Promise<AlertHost> {
    const logs = await LogHost.start(name);
    try {
      const { gateway } = await logs.environment.environment.bringUp();
      return new AlertHost(logs, gateway, await logs.key("alerting", "elastalert"));
    } catch (error) {
      await logs.dispose();
      throw error;
    }
  }

  get elasticsearch(): ElasticsearchHosts {
    return this.logs.elasticsearch;
  }

  get host(): LocalHost {
    return this.elasticsearch.first;
  }

  /** Adds made-up events, as they would be. */
  add(scenario: string, events: readonly MadeUpEvent[]): Promise<void> {
    const stored = events.map(({ dataset, minutesAgo, fields }) => ({
      dataset,
      at: Date.now() - minutesAgo * 60_000,
      fields,
    }));
    return this.logs.store(scenarioNamespace(scenario), stored);
  }

  /** Asks Elasticsearch as its administrator. */
  ask(method: string, path: string, body?: unknown): Promise<unknown> {
    return this.logs.ask(method, path, body);
  }

  /** Alerts that were written, by their events' fields. */
  async alerts(): Promise<Record<string, unknown>[]> {
    const stream = dataStream(datasets.alerts, this.elasticsearch.namespace);
    await this.ask("POST", `/${stream}*/_refresh`);
    const path = `/${stream}/_search?size=1000&ignore_unavailable=true`;
    const { hits } = (await this.ask("GET", path)) as { hits: { hits: { _source: object }[] } };
    return hits.hits.map(({ _source }) => _source as Record<string, unknown>);
  }

  /**
   * The bundle of ElastAlert, whose rules look at each scenario apart: their names begin with the scenario's.
   *
   * @param scenarios - the scenarios
   * @param settings - the settings
   */
  bundle(scenarios: readonly string[], settings: ResolvedLogAlerts, apiKey: string = this.apiKey): Bundle {
    const { authority, namespace } = this.elasticsearch;
    const urls = [`https://${this.host.address}:9200`];
    const surroundings = { elasticsearch: { urls, authority: authority.pem }, apiKey, namespace, hosts };
    const bundle = renderElastAlert(settings, surroundings, platforms["debian-12"]);
    const folder = "/etc/portcullis/logging/alerts/rules";
    return {
      ...bundle,
      files: [
        ...bundle.files.filter(({ path }) => !path.startsWith(folder)),
        ...scenarios.flatMap((scenario) =>
          alertRules(settings, hosts).map((rule) => {
            const name = `${scenario}--${rule.name}`;
            const content = renderElastAlertRule({ ...rule, name }, scenarioNamespace(scenario));
            return { path: `${folder}/${name}.yaml`, content };
          }),
        ),
      ],
    };
  }

  /** Settings that install from an index of this machine, for as long as `work` runs. */
  async withIndex<T>(settings: LogAlerts, work: (settings: ResolvedLogAlerts) => Promise<T>): Promise<T> {
    const file = "components/logging/alerts/elastAlert/assets/requirements-3.11.txt";
    const index = await servePackages(await ensurePackages(readAsset(file), "3.11"), this.gateway);
    try {
      return await work(resolve("logAlerts", { ...settings, elastAlert: { index: index.url } }));
    } finally {
      await index.close();
    }
  }

  async dispose(): Promise<void> {
    await this.logs.dispose();
  }
}
