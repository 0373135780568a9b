import { execFileSync } from "node:child_process";
import { type ElasticProgram, renderElasticSource } from "../../../components/logging/elasticSource";
import { type PlatformName, platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { ElasticSource } from "../../../components/model/types";

const sha512 = "0123456789abcdef".repeat(8);
const fingerprint = "46095ACC8548582C1A2699A9D27D666CD88E42B4";

function script(
  settings: ElasticSource,
  platform: PlatformName = "debian-12",
  program: ElasticProgram = "kibana",
): string {
  return renderElasticSource(program, resolve("elasticSource", settings), platforms[platform]).prepare!.join(
    "\n",
  );
}

test("knows Elastic's repository by the version's major, and its key by the fingerprint", () => {
  expect(script({})).toContain("URIs: https://artifacts.elastic.co/packages/8.x/apt\n");
  expect(script({ version: "9.2.1" })).toContain("URIs: https://artifacts.elastic.co/packages/9.x/apt\n");
  expect(script({ version: "9.2.1" }, "rocky-9")).toContain(
    "baseurl=https://artifacts.elastic.co/packages/9.x/yum\n",
  );
  expect(script({})).toContain(`--export ${fingerprint} `);
});

test("takes a mirror with a key of its own instead", () => {
  const text = script({
    repository: "https://mirror.example.com/elastic",
    signingKey: "https://mirror.example.com/key.asc",
    fingerprint: "A".repeat(40),
  });
  expect(text).toContain("URIs: https://mirror.example.com/elastic\n");
  expect(text).toContain("https://mirror.example.com/key.asc");
  expect(text).not.toContain("elastic.co");
  expect(text).not.toContain(fingerprint);
});

test("takes a file by its sum alone", () => {
  const text = script({ archive: { url: "http://files.example.com/kibana.deb", sha512 } });
  expect(text).toContain(`echo "${sha512}  $work/kibana.deb" | sha512sum --check`);
  expect(text).not.toContain("elastic.co");
});

test.each<[ElasticProgram, string]>([
  ["elasticsearch", "8.19.21"],
  ["logstash", "1:8.19.21-1"],
  ["kibana", "8.19.21"],
  ["filebeat", "8.19.21"],
])("installs %s in the one version, and takes another for none", (program, version) => {
  const bundle = renderElasticSource(program, resolve("elasticSource", {}), platforms["debian-12"]);
  expect(bundle.prepare!.join("\n")).toContain(` download ${program}=${version}\n`);
  expect(bundle.validate!.join("\n")).toContain(`= 'installed ${version}' ]`);
});

test.each<[PlatformName, ElasticSource]>([
  ["debian-12", {}],
  ["debian-12", { archive: { url: "http://files.example.com/kibana.deb", sha512 } }],
  ["rocky-9", {}],
  ["rocky-9", { archive: { url: "http://files.example.com/kibana.rpm", sha512 } }],
])("is shell that shellcheck has nothing to say about (%s, %j)", (platform, settings) => {
  const input = `#!/bin/sh\nset -eu\n${script(settings, platform)}\n`;
  expect(() => execFileSync("shellcheck", ["-"], { input, encoding: "utf8" })).not.toThrow();
});

test.each<[object, string]>([
  [{ version: "7.17.29" }, "version"],
  [{ version: "8.19" }, "version"],
  [{ repository: "http://mirror.example.com" }, "repository"],
  [{ archive: { url: "https://files.example.com/a.deb" } }, "sha512"],
  [{ archive: { url: "https://files.example.com/$(id).deb", sha512 } }, "url"],
])("refuses %j", (settings, word) => {
  expect(() => resolve("elasticSource", settings)).toThrow(word);
});
