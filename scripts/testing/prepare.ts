// Builds what end-to-end tests need and what outlives them in the cache, so that no test's time limit is spent on it.
import { ensurePebble } from "../../local/acme/buildPebble";
import { ensureElasticsearch } from "../../local/elasticsearch";
import { ensureEngine } from "../../local/engine";
import { ensureFilebeat } from "../../local/filebeat";
import { ensureLocalRequirements } from "../../local/hosts";
import { ensureBaseImage } from "../../local/hosts/baseImage";
import { RELEASES } from "../../local/hosts/names";
import { ensureTyk } from "../../local/tyk";

async function main(): Promise<void> {
  await ensureEngine({ plugins: "stand-in" });
  await ensureLocalRequirements();
  for (const release of RELEASES) await ensureBaseImage(release);
  await ensurePebble();
  await ensureTyk();
  await ensureFilebeat();
  await ensureElasticsearch();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
