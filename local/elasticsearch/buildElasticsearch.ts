import { createHash } from "node:crypto";
import { createReadStream, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { buildOnce, cacheRoot } from "../engine/cache";
import { projectRoot } from "../engine/projectRoot";
import { mustRun } from "../hosts/command";
import { installMissingPackages } from "../hosts/requirements";
import { withProgress } from "../progress";

const VERSION = "8.19.21";
/** Elastic's distribution for integration tests, the only one that a package registry serves. */
const ARTIFACT = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${VERSION}:zip`;
const ARTIFACT_SHA256 = "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a";
const COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

const NEEDED = { mvn: "maven", javac: "default-jdk-headless", jlink: "default-jdk-headless", unzip: "unzip" };

/** An archive that was made on this machine. */
export interface ElasticsearchArchive {
  /** Path of the archive, a `.tar.gz` of one folder `elasticsearch-<version>`. */
  readonly archive: string;
  /** Its version, without a leading `v`. */
  readonly version: string;
  /** SHA-512 of the archive, in hex, as Elastic publishes it beside its own. */
  readonly sha512: string;
  /** SHA-256 of the archive, in hex. */
  readonly sha256: string;
}

/**
 * Makes sure of a real Elasticsearch, in an archive like Elastic's own for this machine's processor, with a Java of its
 * own: made once (about half a minute) and cached.
 *
 * It is Elastic's distribution for integration tests with a plugin of ours (`plugin/`): the server itself with TLS,
 * users, roles, API keys, data streams, templates and snapshots to a folder. It lacks lifecycle management (ILM, SLM),
 * the `_data_stream` API, Elastic's own templates, nearly all ingest processors, `scaled_float`, watches, alerting and
 * snapshots to S3: none of these can be shown with it.
 *
 * @throws Error when Maven or a JDK is missing and cannot be installed, or when the registry serves another file
 */
export async function ensureElasticsearch(): Promise<ElasticsearchArchive> {
  const sources = pluginSources();
  const digest = createHash("sha256");
  for (const source of sources) digest.update(readFileSync(source));
  const name = `elasticsearch-${VERSION}-${digest.digest("hex").slice(0, 12)}`;
  const folder = await buildOnce(join(cacheRoot(), name), (build) =>
    withProgress(process.stderr, `Making Elasticsearch ${VERSION}, once, about half a minute`, (detail) =>
      makeIn(build, sources, detail),
    ),
  );
  const sum = (algorithm: string): string => readFileSync(join(folder, algorithm), "utf8").trim();
  const archive = join(folder, `elasticsearch-${VERSION}.tar.gz`);
  return { archive, version: VERSION, sha512: sum("sha512"), sha256: sum("sha256") };
}

function pluginSources(): string[] {
  const folder = join(projectRoot(), "local/elasticsearch/plugin");
  return readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));
}

async function digestOf(algorithm: "sha256" | "sha512", file: string): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

async function makeIn(build: string, sources: string[], detail: (text: string) => void): Promise<void> {
  await installMissingPackages(NEEDED);
  detail("downloading");
  await mustRun([
    "mvn",
    "--batch-mode",
    "--quiet",
    COPY,
    `-Dartifact=${ARTIFACT}`,
    `-DoutputDirectory=${build}`,
  ]);
  const zip = join(build, `elasticsearch-${VERSION}.zip`);
  const found = await digestOf("sha256", zip);
  if (found !== ARTIFACT_SHA256) {
    throw new Error(`${ARTIFACT}: its SHA-256 is ${found}, not ${ARTIFACT_SHA256}; nothing of it was used`);
  }
  detail("unpacking");
  await mustRun(["unzip", "-q", zip, "-d", build]);
  const home = join(build, `elasticsearch-${VERSION}`);
  detail("compiling the plugin");
  await compilePlugin(build, home, sources);
  detail("linking Java");
  const small = ["--strip-java-debug-attributes", "--no-man-pages", "--no-header-files"];
  await mustRun(["jlink", "--add-modules=ALL-MODULE-PATH", ...small, "--output", join(home, "jdk")]);
  detail("packing");
  const archive = `${home}.tar.gz`;
  const owner = ["--owner=0", "--group=0", "--numeric-owner"];
  const packing = ["tar", "--create", "--use-compress-program=gzip -1", ...owner, `--file=${archive}`];
  await mustRun([...packing, `--directory=${build}`, basename(home)]);
  for (const algorithm of ["sha256", "sha512"] as const)
    writeFileSync(join(build, algorithm), `${await digestOf(algorithm, archive)}\n`);
  for (const part of [zip, home]) rmSync(part, { recursive: true });
}

async function compilePlugin(build: string, home: string, sources: string[]): Promise<void> {
  const classes = join(build, "classes");
  const plugin = join(home, "plugins/portcullis-missing-parts");
  mkdirSync(plugin);
  await mustRun(["javac", "--release=17", "-d", classes, "-cp", join(home, "lib/*"), ...sources]);
  await mustRun([
    "jar",
    "--create",
    `--file=${join(plugin, "portcullis-missing-parts.jar")}`,
    "-C",
    classes,
    ".",
  ]);
  writeFileSync(
    join(plugin, "plugin-descriptor.properties"),
    [
      "name=portcullis-missing-parts",
      "description=What the distribution for integration tests lacks",
      "classname=portcullis.MissingPartsPlugin",
      `version=${VERSION}`,
      `elasticsearch.version=${VERSION}`,
      "java.version=17",
      "",
    ].join("\n"),
  );
  rmSync(classes, { recursive: true });
}
