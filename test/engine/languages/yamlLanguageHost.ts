import { join } from "node:path";
import { buildOnce, cacheRoot } from "../../../local/engine/cache";
import { goModule } from "../../../local/engine/goModule";
import { withProgress } from "../../../local/progress";

const MODULE = "github.com/pulumi/pulumi-yaml";
const VERSION = "v1.25.0";

/**
 * Folder with Pulumi's own language host for YAML, for PATH: built once from its Go module (about 40 s) and cached.
 *
 * @see https://github.com/pulumi/pulumi-yaml
 */
export function yamlLanguageHost(): Promise<string> {
  return buildOnce(join(cacheRoot(), `pulumi-yaml-${VERSION}`), (build) =>
    withProgress(
      process.stderr,
      `Building Pulumi's YAML language host ${VERSION}, once, about 40 seconds`,
      async () => {
        const { go } = await goModule(build, MODULE, VERSION);
        const version = `-X ${MODULE}/pkg/version.Version=${VERSION}`;
        const output = join(build, "pulumi-language-yaml");
        const program = `${MODULE}/cmd/pulumi-language-yaml`;
        await go("build", "-trimpath", "-ldflags", `-s -w ${version}`, "-o", output, program);
      },
    ),
  );
}
