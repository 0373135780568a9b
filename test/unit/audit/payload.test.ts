import path from "node:path";
import { parsePayload } from "../../../audit/stack/payload";
import { plannedHosts } from "../../../components/environment/plannedHost";
import { renderEnvironment } from "../../../components/environment/render";
import type { Bundle } from "../../../components/host/bundle";
import { modeOf, renderPayload } from "../../../components/host/payload";
import { platforms } from "../../../components/host/platform";
import { loadStackFile } from "../../../components/model/environment";

const root = path.join(__dirname, "../../..");
const platform = platforms["debian-12"];

/** What a bundle says of its files, with what it leaves to defaults. */
function files(bundle: Bundle): unknown[] {
  return bundle.files.map((file) => ({
    path: file.path,
    content: file.content,
    mode: modeOf(file),
    owner: file.owner ?? "root:root",
  }));
}

test.each(["local", "dev", "staging", "prod"])(
  "all bundles of stack %s are read back as they were",
  (stack) => {
    const settings = loadStackFile(path.join(root, `Pulumi.${stack}.yaml`));
    const rendered = renderEnvironment(settings, root);
    const hosts = plannedHosts(settings);
    expect(hosts.length).toBeGreaterThan(0);
    for (const host of hosts) {
      for (const bundle of rendered[host.name]!) {
        const payload = renderPayload(bundle, host.platform);
        const read = parsePayload(payload);
        expect(read.platform).toBe(host.platform.name);
        expect(files(read.bundle)).toEqual(files(bundle));
        expect(read.bundle.services?.map(({ unit }) => unit)).toEqual(
          (bundle.services ?? []).map(({ unit }) => unit),
        );
        // All else: the same text comes out of it.
        const sent = read.bundle.files.map((file, index) => ({
          ...file,
          secret: bundle.files[index]!.secret ?? false,
          packed: bundle.files[index]!.packed ?? false,
        }));
        expect(renderPayload({ ...read.bundle, files: sent }, host.platform)).toBe(payload);
      }
    }
  },
);

const odd: Bundle = {
  name: "odd",
  packages: ["a", "b"],
  files: [
    { path: "/a", content: "" },
    { path: "/b", content: "no newline" },
    { path: "/c", content: "\n\nend\nfile 0644 root:root 1 + /d\n", mode: "0640", owner: "root:adm" },
  ],
  absent: ["/e"],
  prepare: ["true\n\nfalse"],
  activate: [{ run: "one" }, { run: "two\n", paths: ["/a", "/b"] }],
  services: [{ unit: "x.service", onChange: "restart", paths: ["/c"] }, { unit: "y.timer" }],
  trialSeconds: 60,
};

test("contents that look like the bundle's own lines are contents", () => {
  const payload = renderPayload(odd, platform);
  const { bundle } = parsePayload(payload);
  expect(files(bundle)).toEqual(files(odd));
  expect(bundle).toMatchObject({ absent: ["/e"], packages: ["a", "b"], trialSeconds: 60 });
  expect(renderPayload(bundle, platform)).toBe(payload);
});

test.each<[string, (payload: string) => string, string]>([
  ["cut off", (payload) => payload.slice(0, -20), "is cut off"],
  ["changed", (payload) => payload.replace("no newline", "NO newline"), "not what its digest says"],
])("a text that was %s is refused", (_, spoil, message) => {
  expect(() => parsePayload(spoil(renderPayload(odd, platform)))).toThrow(message);
});

test("a bundle with secrets that was cut off is refused", () => {
  const payload = renderPayload(
    { ...odd, files: [...odd.files, { path: "/k", content: "k", secret: true }] },
    platform,
  );
  expect(files(parsePayload(payload).bundle).at(-1)).toMatchObject({
    path: "/k",
    content: "k",
    mode: "0600",
  });
  for (const spoiled of [payload.slice(0, -20), `${payload.slice(0, -20)}\n`])
    expect(() => parsePayload(spoiled)).toThrow("is cut off");
});
