import { createHash } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce, cacheRoot } from "../engine/cache";
import { mustRun } from "../hosts/command";
import { installMissingPackages } from "../hosts/requirements";
import { withProgress } from "../progress";

/** What a package registry has of ZAP: its core, and the add-ons that a plan is read and run by. */
const core = "org.zaproxy:zap:2.17.0";
const addOns = { network: "0.25.0", commonlib: "1.40.0", automation: "0.60.0" } as const;
const COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

function project(): string {
  const all = [
    core,
    ...Object.entries(addOns).map(([name, version]) => `org.zaproxy.addon:${name}:${version}`),
  ];
  const dependencies = all.map((one) => {
    const [group, name, version] = one.split(":");
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>portcullis</groupId><artifactId>zap</artifactId><version>1</version><dependencies>${dependencies.join("")}</dependencies></project>\n`;
}

/** ZAP's core wants an add-on that tells its makers of versions; this one does nothing. */
const callHome =
  "<zapaddon><name>callhome</name><version>0.0.1</version><status>release</status><not-before-version>2.17.0</not-before-version></zapaddon>\n";

/**
 * Makes sure of ZAP's real core with its real Automation Framework: made once (about half a minute) and cached.
 *
 * It lacks the add-ons that no package registry has: import of OpenAPI documents, all rules, reports, the replacer. It reads
 * plans, and runs those of their jobs that the framework has itself; it finds nothing.
 *
 * @returns start of its command line
 * @throws Error when Maven or Java is missing and cannot be installed
 */
export async function ensureZapCore(): Promise<string[]> {
  const digest = createHash("sha256").update(project()).update(callHome).digest("hex").slice(0, 12);
  const folder = await buildOnce(join(cacheRoot(), `zap-core-2.17.0-${digest}`), (build) =>
    withProgress(process.stderr, "Making ZAP's core, once, about half a minute", () => makeIn(build)),
  );
  const classes = join(folder, "lib", "*");
  return ["java", "-Xmx512m", "-cp", classes, "org.zaproxy.zap.ZAP", "-installdir", folder];
}

async function makeIn(build: string): Promise<void> {
  await installMissingPackages({ mvn: "maven", jar: "default-jdk-headless", unzip: "unzip", zip: "zip" });
  const [lib, plugin] = [join(build, "lib"), join(build, "plugin")];
  mkdirSync(plugin);
  const pom = join(build, "pom.xml");
  writeFileSync(pom, project());
  await mustRun([
    ...["mvn", "--batch-mode", "--quiet", "--file", pom, COPY],
    ...["-DincludeScope=runtime", `-DoutputDirectory=${lib}`],
  ]);
  for (const [name, version] of Object.entries(addOns)) {
    const addOn = join(plugin, `${name}-beta-${version}.zap`);
    renameSync(join(lib, `${name}-${version}.jar`), addOn);
    await withoutLibraries(build, addOn);
  }
  writeFileSync(join(build, "ZapAddOn.xml"), callHome);
  await mustRun(["zip", "-q", join(plugin, "callhome-release-0.0.1.zap"), "ZapAddOn.xml"], { cwd: build });
  for (const file of ["ZapAddOn.xml", "pom.xml"]) rmSync(join(build, file));
}

/** Has an add-on look for its libraries beside the core's: the registry's add-ons come without them. */
async function withoutLibraries(build: string, addOn: string): Promise<void> {
  const description = await mustRun(["unzip", "-p", addOn, "ZapAddOn.xml"]);
  writeFileSync(join(build, "ZapAddOn.xml"), description.replace(/<libs>[\s\S]*?<\/libs>/, ""));
  await mustRun(["zip", "-q", addOn, "ZapAddOn.xml"], { cwd: build });
}
