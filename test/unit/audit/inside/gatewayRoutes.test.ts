import { plannedHosts } from "../../../../components/environment/plannedHost";
import { renderEnvironment } from "../../../../components/environment/render";
import { renderExpectations } from "../../../../components/audit/expectations/render";
import { loadStackFile } from "../../../../components/model/environment";
import { checked } from "./python";

describe("the gateway's routes", () => {
  const local = loadStackFile("Pulumi.local.yaml");
  const [plan] = plannedHosts(local);
  const archive = { url: "https://example.com/kong.tar.gz", sha256: "0".repeat(64) };
  const withKong = {
    ...local,
    gateway: { ...local.gateway!, engine: "kong" as const, tyk: undefined, kong: { archive } },
  };
  const files = (contents: Record<string, string>): string => `
import fnmatch
files = json.loads(${JSON.stringify(JSON.stringify(contents))})
def read(path): return files[path]
glob.glob = lambda pattern: fnmatch.filter(files, pattern)`;

  test.each([
    ["Tyk", local, "/etc/portcullis/tyk/apis/"],
    ["Kong", withKong as typeof local, "/etc/kong/kong.yml"],
  ])("%s has them as its settings say, in what the host reads", (_, environment, at) => {
    const bundles = renderEnvironment(environment)["api1"]!;
    const { gateway } = renderExpectations(environment, plan!, bundles);
    const contents = Object.fromEntries(
      bundles
        .flatMap((bundle) => bundle.files)
        .filter((file) => file.path.startsWith(at))
        .map((file) => [file.path, file.content]),
    );
    expect(checked("gateway-access", { gateway }, files(contents))).toMatchObject([{ status: "pass" }]);
    const [first] = Object.keys(contents);
    const open = contents[first!]!.replace('"use_keyless": true', '"use_keyless": false').replace(
      /- name: "key-auth"/,
      '- name: "cors"',
    );
    const found = checked("gateway-access", { gateway }, files({ ...contents, [first!]: open }));
    expect(found).toMatchObject([{ status: "fail" }]);
  });
});
