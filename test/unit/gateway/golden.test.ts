import { createHash } from "node:crypto";
import path from "node:path";
import { renderKongYml } from "../../../components/gateway/kong/kongYml";
import type { PlanRoute } from "../../../components/gateway/plan";
import { tykPattern } from "../../../components/gateway/tyk/definition";
import { renderTyk } from "../../../components/gateway/tyk/render";
import type { Bundle } from "../../../components/host/bundle";
import { platforms } from "../../../components/host/platform";
import { goldenIn } from "../golden";
import { goldenPlan, goldenSecrets } from "./golden";

const expectGolden = goldenIn(path.join(__dirname, "golden"));
const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

test("the plan of a real-world API", () => {
  const plan = goldenPlan("kong");
  expect(plan.apis[0]!.routes.length).toBeGreaterThanOrEqual(50);
  expectGolden("plan.json", `${JSON.stringify(plan, null, 1)}\n`);
});

test("kong.yml of a real-world API", () => {
  expectGolden("kong.yml", renderKongYml(goldenPlan("kong"), goldenSecrets));
});

describe("Tyk for a real-world API", () => {
  const plan = goldenPlan("tyk");
  const bundle: Bundle = renderTyk(
    plan,
    goldenSecrets,
    goldenSecrets.control!,
    { binary: { url: "https://example.com/tyk", sha256: "0".repeat(64) } },
    platforms["debian-12"],
  );

  // Much of it is the same in every definition: the path that each operation takes says more than all of them would.
  test("leads every operation where it belongs", () => {
    expectGolden("tyk-ways.txt", ways(bundle, plan.apis[0]!.routes));
  });

  test("consists of the same files, to the byte", () => {
    const lines = bundle.files.map(({ path: file, content }) => `${digest(content)} ${file}`);
    expectGolden("tyk-files.txt", `${lines.sort().join("\n")}\n`);
  });
});

/** A rewrite of a definition, as far as it says where a request goes. */
interface Way {
  path: string;
  method: string;
  rewrite_to: string;
  triggers?: { options: Record<string, unknown>; rewrite_to: string }[];
}

/** Where each definition sends which request, one way a line, with the conditions once and by number. */
function ways(bundle: Bundle, routes: readonly PlanRoute[]): string {
  const target = (url: string): string => /^tyk:\/\/([^$/]+)/.exec(url)?.[1] ?? url;
  const templates = new Map(routes.map(({ pattern, template }) => [tykPattern(pattern), template]));
  const conditions: string[] = [];
  const number = (options: unknown): number => {
    const text = JSON.stringify(options);
    if (!conditions.includes(text)) conditions.push(text);
    return conditions.indexOf(text) + 1;
  };
  const lines = bundle.files
    .filter(({ path: file }) => file.includes("/apis/"))
    .flatMap(({ content }) => {
      const { api_id: id, version_data: versions } = JSON.parse(content) as {
        api_id: string;
        version_data: { versions: { Default: { extended_paths: { url_rewrites?: Way[] } } } };
      };
      return (versions.versions.Default.extended_paths.url_rewrites ?? []).map((way) => {
        const led = (way.triggers ?? []).map(
          ({ options, rewrite_to: to }) => `${number(options)}: ${target(to)}`,
        );
        return `${id} ${way.method} ${templates.get(way.path) ?? way.path}\n  ${[`else: ${target(way.rewrite_to)}`, ...led].join(", ")}`;
      });
    });
  return [...conditions.map((text, at) => `${at + 1} ${text}`), ...lines, ""].join("\n");
}
