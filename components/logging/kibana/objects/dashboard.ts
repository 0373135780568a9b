import { type Panel, panelId } from "./panel";
import { rows } from "./panels";
import { idPrefix, type SavedObject, savedObject } from "./savedObject";

/** Columns of Kibana's grid. */
const width = 48;

/** Rows of the grid that a row of numbers, and of anything else, is high. */
const height = (row: readonly Panel[]): number => (row.every(({ look }) => look === "number") ? 6 : 14);

/** A panel's place, and what it shows. */
function placed(panel: Panel, x: number, y: number, w: number, h: number): object {
  return {
    type: "visualization",
    panelIndex: panel.id,
    panelRefName: `panel_${panel.id}`,
    gridData: { i: panel.id, x, y, w, h },
    title: panel.title,
    embeddableConfig: { enhancements: {} },
    version: "8.10.0",
  };
}

/** The dashboard: the last day, brought up to date every minute. */
export function renderDashboard(namespace: string): SavedObject {
  let y = 0;
  const places = rows.flatMap((row) => {
    const h = height(row);
    const line = row.map((panel, index) => {
      const x = Math.floor((index * width) / row.length);
      return placed(panel, x, y, Math.floor(((index + 1) * width) / row.length) - x, h);
    });
    y += h;
    return line;
  });
  return savedObject(
    `${idPrefix(namespace)}dashboard`,
    "dashboard",
    {
      title: `Portcullis: ${namespace}`,
      description:
        "Made by Portcullis: what is changed here is changed back. Save it under another name first.",
      panelsJSON: JSON.stringify(places),
      optionsJSON: JSON.stringify({ useMargins: true, hidePanelTitles: false }),
      timeRestore: true,
      timeFrom: "now-24h",
      timeTo: "now",
      refreshInterval: { pause: false, value: 60000 },
      version: 1,
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({ query: { query: "", language: "kuery" }, filter: [] }),
      },
    },
    rows.flat().map((panel) => ({
      name: `${panel.id}:panel_${panel.id}`,
      type: "visualization",
      id: panelId(panel, namespace),
    })),
  );
}
