import type * as pulumi from "@pulumi/pulumi";
import { readAsset } from "../../assets";
import type { Bundle, BundleFile } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import { ConfigurationError } from "../../model/problems";
import type { ResolvedLogstash } from "../../model/types";
import type { TlsIdentity } from "../authority/identity";
import type { ElasticsearchAccess } from "../elasticsearchAccess";
import { apiPort, beatsPort, logstashUnit, paths } from "./paths";
import {
  credentials,
  pipelineNames,
  renderBeatsInput,
  renderDeadLetterInput,
  renderFilter,
  renderOutput,
} from "./pipelines";
import { renderRules } from "./rules";
import { renderLogging, renderLogstashYml, renderPipelinesYml } from "./settings";
import { loadCredentials, renderUnit } from "./unit";

/** What Logstash has to know of others. */
export interface LogstashSurroundings {
  /** What it proves itself by to shippers, and the authority of theirs. */
  identity: TlsIdentity;
  /** Where it stores events. */
  elasticsearch: pulumi.Unwrap<ElasticsearchAccess>;
  /** Elasticsearch's API key for it, as `id:key`. Secret. */
  apiKey: string;
  /** Namespace of the environment's data streams, such as `prod`. */
  namespace: string;
}

/** What the process reads as credentials, by name. The files of a pipeline are read in the order of their names. */
function credentialFiles(around: LogstashSurroundings): BundleFile[] {
  const { identity, elasticsearch, apiKey, namespace } = around;
  const output = renderOutput(elasticsearch.urls, apiKey);
  const { events, deadLetters } = pipelineNames;
  const open: [string, string][] = [
    [credentials.certificate, identity.certificate],
    [credentials.authority, identity.authority],
    [credentials.elasticsearchAuthority, elasticsearch.authority],
    [credentials.rules, renderRules(namespace)],
    [`${events}-10-input.conf`, renderBeatsInput()],
    [`${events}-50-filter.conf`, renderFilter(false)],
    [`${deadLetters}-10-input.conf`, renderDeadLetterInput()],
    [`${deadLetters}-50-filter.conf`, renderFilter(true)],
  ];
  const secret: [string, string][] = [
    [credentials.key, identity.privateKey],
    [`${events}-90-output.conf`, output],
    [`${deadLetters}-90-output.conf`, output],
  ];
  const file = ([name, content]: [string, string]): BundleFile => ({
    path: `${paths.credentials}/${name}`,
    content,
  });
  return [...open.map(file), ...secret.map((one) => ({ ...file(one), secret: true }))];
}

/**
 * Shell text that lets Logstash judge its own configuration, confined and with the credentials that the service gets.
 * It takes as long as a start of it, and does nothing but that.
 */
function renderJudge(names: readonly string[]): string {
  const properties = [
    "DynamicUser=yes",
    "PrivateTmp=yes",
    "RuntimeMaxSec=300",
    'Environment="LS_JAVA_OPTS=-Xms512m -Xmx512m"',
    ...loadCredentials(names),
  ];
  return [
    "systemd-run --quiet --wait --pipe --collect",
    ...properties.map((property) => `--property='${property}'`),
    `${paths.program} --config.test_and_exit --path.settings ${paths.settings} --path.data /tmp/logstash`,
  ].join(" ");
}

/**
 * Renders the bundle that runs Logstash. That of `renderElasticSource` has to be applied before it.
 *
 * @param settings - the settings
 * @param surroundings - identity, Elasticsearch, key and namespace
 * @param platform - the host's operating system
 * @throws ConfigurationError where the platform cannot run it
 */
export function renderLogstash(
  settings: ResolvedLogstash,
  surroundings: LogstashSurroundings,
  platform: Platform,
): Bundle {
  if (platform.family !== "debian") {
    throw new ConfigurationError([
      { path: ["logstash"], message: `is not offered on ${platform.name}: use Debian or Ubuntu` },
    ]);
  }
  const files = credentialFiles(surroundings);
  const names = files.map(({ path }) => path.slice(paths.credentials.length + 1));
  return {
    name: "logstash",
    packages: ["curl"],
    files: [
      { path: `${paths.settings}/logstash.yml`, content: renderLogstashYml() },
      { path: `${paths.settings}/pipelines.yml`, content: renderPipelinesYml(settings) },
      { path: `${paths.settings}/log4j2.properties`, content: renderLogging() },
      ...files,
      { path: paths.script, content: readAsset("components/logging/logstash/assets/events.rb") },
      { path: paths.unit, content: renderUnit(settings, names) },
    ],
    validate: [renderJudge(names)],
    activate: [
      {
        // The package's own unit, with a configuration that nobody made.
        run: "if systemctl cat logstash.service >/dev/null 2>&1; then systemctl disable --now --quiet logstash.service; fi",
      },
    ],
    services: [{ unit: logstashUnit, onChange: "restart" }],
    verify: [
      ...Object.values(pipelineNames).map(
        (name) =>
          `curl --silent --fail --max-time 5 http://127.0.0.1:${apiPort}/_node/pipelines/${name} >/dev/null`,
      ),
      `ss -Hltn 'sport = :${beatsPort}' | grep -q .`,
    ],
    verifySeconds: 180,
  };
}
