import Ajv from "ajv";
import { dataStream, dataStreamPattern, datasets } from "../../../../components/logging/events/datasets";
import { panels } from "../../../../components/logging/kibana/objects/panels";
import { renderSavedObjects } from "../../../../components/logging/kibana/objects/render";
import type { SavedObject } from "../../../../components/logging/kibana/objects/savedObject";
import { searches } from "../../../../components/logging/kibana/objects/searches";
import { savedObjectSchema, visStateSchema } from "./savedObjectSchema";

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  formats: { json: (text: string) => Boolean(JSON.parse(text)) },
});
const objects = renderSavedObjects("test");
const inner = (object: SavedObject, name: string): unknown => JSON.parse(object.attributes[name] as string);

test.each(objects.map((object): [string, SavedObject] => [`${object.type} ${object.id}`, object]))(
  "%s is one that Kibana takes",
  (_, object) => {
    const judge = ajv.compile(savedObjectSchema);
    judge(object);
    expect(ajv.errorsText(judge.errors)).toBe("No errors");
    if (object.type !== "visualization") return;
    const judgeState = ajv.compile(visStateSchema);
    judgeState(inner(object, "visState"));
    expect(ajv.errorsText(judgeState.errors)).toBe("No errors");
  },
);

test("ids are their own, and begin with the environment", () => {
  const ids = objects.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^portcullis-test-/);
  expect(
    renderSavedObjects("prod").map(({ id }) => id.replace("portcullis-prod-", "portcullis-test-")),
  ).toEqual(ids);
});

test("what is referred to is there, and comes before it", () => {
  const seen = new Set<string>();
  for (const { id, type, references } of objects) {
    for (const reference of references) expect(seen).toContain(`${reference.type}/${reference.id}`);
    seen.add(`${type}/${id}`);
  }
});

test("data views look at the environment's data streams alone", () => {
  const allowed = [
    dataStreamPattern("test"),
    ...Object.values(datasets).map((dataset) => dataStream(dataset, "test")),
  ];
  const titles = objects
    .filter(({ type }) => type === "index-pattern")
    .map(({ attributes }) => attributes["title"]);
  expect(titles.length).toBeGreaterThan(5);
  for (const title of titles) expect(allowed).toContain(title);
});

test("the dashboard has every panel once, in a grid without gaps or overlaps", () => {
  const dashboard = objects.at(-1)!;
  const places = inner(dashboard, "panelsJSON") as {
    panelIndex: string;
    panelRefName: string;
    gridData: { x: number; y: number; w: number; h: number };
  }[];
  expect(places.map(({ panelIndex }) => panelIndex).sort()).toEqual(panels.map(({ id }) => id).sort());
  expect(dashboard.references.map(({ name }) => name)).toEqual(
    places.map(({ panelIndex, panelRefName }) => `${panelIndex}:${panelRefName}`),
  );
  const cells = places.flatMap(({ gridData: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  const lowest = Math.max(...places.map(({ gridData: { y, h } }) => y + h));
  expect(cells.length).toBe(48 * lowest);
});

test.each([
  ["traffic", /Traffic/],
  ["latency percentiles", /p50, p95, p99/],
  ["status codes", /Status codes/],
  ["top consumers", /Top consumers/],
  ["what was denied", /401, 403 and 429/],
  ["attacks", /Attacks that were blocked/],
  ["ages of certificates", /Certificates/],
  ["state of updates", /Updates/],
  ["disks", /Disks/],
])("the dashboard shows %s", (_, title) => {
  expect(panels.filter((panel) => title.test(panel.title))).not.toEqual([]);
});

test("queries keep to what needs no parser: field : value, comparisons, lists in brackets", () => {
  const simple = /^(?:[a-z_.]+ (?:: (?:\*|"[a-z]+"|\((?:"?[a-z0-9]+"?(?: or )?)+\))|>= \d+)(?: and )?)*$/;
  for (const { kql = "" } of [...panels, ...searches]) expect(kql).toMatch(simple);
});
