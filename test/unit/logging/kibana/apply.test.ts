import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve as resolvePath } from "node:path";
import { renderKibanaRules } from "../../../../components/logging/alerts/kibana/rules";
import { alertRules } from "../../../../components/logging/alerts/rules";
import { renderSavedObjects } from "../../../../components/logging/kibana/objects/render";
import { idPrefix } from "../../../../components/logging/kibana/objects/savedObject";
import { resolve } from "../../../../components/model/resolve";
import { makeTestAuthority } from "../../../e2e/logging/testAuthority";
import { ApiRecorder } from "./apiRecorder";

const alerts = resolve("logAlerts", {});
const rules = renderKibanaRules(alertRules(alerts, ["api-1", "api-2"]), alerts, "test");
const objects = renderSavedObjects("test");

let recorder: ApiRecorder;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "kibana-objects-"));
  recorder = new ApiRecorder();
  await recorder.open();
});
afterEach(async () => {
  await recorder.close();
  rmSync(folder, { recursive: true });
});

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the script as its unit does. */
function apply(wanted: object = {}, access: object = {}): Promise<Run> {
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const authority = file("authority.pem", recorder.authority.pem);
  const account = { user: "somebody", password: "password of the test" };
  const arguments_ = [
    "-I",
    resolvePath("components/logging/kibana/assets/apply.py"),
    file("access.json", JSON.stringify({ url: recorder.url, authority, ...account, ...access })),
    file(
      "wanted.json",
      JSON.stringify({ namespace: "test", prefix: idPrefix("test"), objects, rules, ...wanted }),
    ),
  ];
  return new Promise((done) => {
    execFile(
      "python3",
      arguments_,
      { env: { STATE_DIRECTORY: folder, PATH: process.env["PATH"] } },
      (error, stdout, stderr) => done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

async function applied(wanted?: object): Promise<string> {
  const { code, stdout, stderr } = await apply(wanted);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

test("brings everything, and a second time changes nothing", async () => {
  await applied();
  expect(recorder.saved.size).toBe(objects.length);
  expect([...recorder.rules.keys()].sort()).toEqual(rules.map(({ id }) => id).sort());
  recorder.changes.length = 0;
  expect(await applied()).toBe("unchanged\n");
  expect(recorder.changes).toEqual([]);
});

test("changes what differs, and that alone", async () => {
  await applied();
  recorder.changes.length = 0;
  const [first, ...others] = objects;
  const changed = { ...first!, attributes: { ...first!.attributes, name: "another" } };
  const [rule, ...otherRules] = rules;
  await applied({
    objects: [changed, ...others],
    rules: [{ ...rule!, body: { ...rule!.body, schedule: { interval: "5m" } } }, ...otherRules],
  });
  expect(recorder.changes).toEqual(["POST /api/saved_objects/_import", `PUT /api/alerting/rule/${rule!.id}`]);
  expect(recorder.saved.get(`${first!.type}/${first!.id}`)!.attributes["name"]).toBe("another");
  expect(recorder.rules.get(rule!.id)!["schedule"]).toEqual({ interval: "5m" });
});

test("undoes what was changed by hand", async () => {
  await applied();
  const dashboard = recorder.saved.get("dashboard/portcullis-test-dashboard")!;
  dashboard.attributes = { ...dashboard.attributes, title: "Mine" };
  recorder.saved.delete(`${objects[0]!.type}/${objects[0]!.id}`);
  recorder.rules.get(rules[0]!.id)!.enabled = false;
  recorder.rules.get(rules[1]!.id)!["params"] = {};
  recorder.changes.length = 0;
  await applied();
  expect(recorder.saved.get("dashboard/portcullis-test-dashboard")!.attributes["title"]).toBe(
    "Portcullis: test",
  );
  expect(recorder.saved.size).toBe(objects.length);
  expect(recorder.changes).toEqual([
    "POST /api/saved_objects/_import",
    `POST /api/alerting/rule/${rules[0]!.id}/_enable`,
    `PUT /api/alerting/rule/${rules[1]!.id}`,
  ]);
});

test("takes away what was ours, and nothing else", async () => {
  const theirs = (id: string) => ({ id, type: "search", attributes: { title: id }, references: [] });
  for (const id of ["mine", "portcullis-prod-search-attacks"]) recorder.saved.set(`search/${id}`, theirs(id));
  for (const [id, tags] of [
    ["a", ["portcullis", "prod"]],
    ["b", ["mine"]],
  ] as const)
    recorder.rules.set(id, { id, tags: [...tags], enabled: true, name: id });
  await applied();
  recorder.changes.length = 0;
  const gone = objects.at(-1)!;
  const stdout = await applied({ objects: objects.slice(0, -1), rules: rules.slice(1) });
  expect(recorder.changes).toEqual([
    `DELETE /api/saved_objects/${gone.type}/${gone.id}`,
    `DELETE /api/alerting/rule/${rules[0]!.id}`,
  ]);
  expect(stdout).toContain(`${gone.type}/${gone.id} removed`);
  expect(recorder.saved.has("search/mine")).toBe(true);
  expect(recorder.saved.has("search/portcullis-prod-search-attacks")).toBe(true);
  expect([...recorder.rules.keys()]).toEqual(expect.arrayContaining(["a", "b"]));
});

test("makes a rule anew whose type has changed", async () => {
  await applied();
  const { id } = rules[0]!;
  recorder.rules.get(id)!["consumer"] = "another";
  recorder.changes.length = 0;
  await applied();
  expect(recorder.changes).toEqual([`DELETE /api/alerting/rule/${id}`, `POST /api/alerting/rule/${id}`]);
});

test("waits for a Kibana that is not ready yet", async () => {
  recorder.next.push({ status: 503, body: "Kibana server is not ready yet" });
  recorder.next.push({ body: { status: { overall: { level: "degraded" } } } });
  await applied();
  expect(recorder.saved.size).toBe(objects.length);
});

test.each<[what: string, wanted: object, access: object, message: RegExp]>([
  [
    "a wrong password",
    {},
    { password: "another" },
    /^Kibana: GET \/api\/status: 401 unable to authenticate user/,
  ],
  [
    "a saved object that is none",
    { objects: [{ ...objects[0]!, attributes: {} }] },
    {},
    /^Kibana refused saved objects: index-pattern\/portcullis-test-view-/,
  ],
  [
    "a rule that is none",
    { rules: [{ ...rules[0]!, body: { ...rules[0]!.body, schedule: { interval: "often" } } }] },
    {},
    /^Kibana: POST \/api\/alerting\/rule\/[0-9a-f-]+: 400 .*interval/,
  ],
])("says in Kibana's own words what was wrong: %s", async (_, wanted, access, message) => {
  const { code, stderr } = await apply(wanted, access);
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain("password of the test");
});

test("shows its password to nobody whose certificate is not the authority's", async () => {
  const other = await makeTestAuthority();
  writeFileSync(join(folder, "other.pem"), other.pem);
  const { code, stderr } = await apply({}, { authority: join(folder, "other.pem") });
  expect(code).toBe(1);
  expect(stderr).toContain("CERTIFICATE_VERIFY_FAILED");
  expect(recorder.changes).toEqual([]);
});
