import type { Bundle } from "../../../../components/host/bundle";
import { platforms } from "../../../../components/host/platform";
import { renderLogstash } from "../../../../components/logging/logstash/render";
import { resolve } from "../../../../components/model/resolve";
import type { Logstash } from "../../../../components/model/types";

/** The bundle as a stack would get it, with texts where secrets and certificates are. */
export function logstashBundle(settings: Logstash = {}): Bundle {
  return renderLogstash(
    resolve("logstash", settings),
    {
      identity: {
        authority: "authority\n",
        certificate: "certificate\n",
        privateKey: "private key of the test\n",
      },
      elasticsearch: {
        urls: ["https://logs-1.example.internal:9200", "https://logs-2.example.internal:9200"],
        authority: "authority of Elasticsearch\n",
      },
      apiKey: "id-of-the-test:key-of-the-test",
      namespace: "test",
    },
    platforms["debian-12"],
  );
}

/** A file of the bundle, by the end of its path. */
export function fileOf({ files }: Bundle, end: string): string {
  return files.find(({ path }) => path.endsWith(end))!.content;
}

/** The text of a pipeline: its files in the order of their names, as Logstash reads them. */
export function pipelineOf({ files }: Bundle, name: string): string {
  return files
    .filter(({ path }) => path.includes(`/credentials/${name}-`))
    .sort((one, other) => (one.path < other.path ? -1 : 1))
    .map(({ content }) => content)
    .join("\n");
}
