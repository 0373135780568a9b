import { type Dataset, dataStream, dataStreamPattern } from "../../events/datasets";
import { idPrefix, type SavedObject, savedObject, type SavedObjectReference } from "./savedObject";

/** What a search or a panel looks at: one dataset, or all. */
export type Looked = Dataset | "all";

/** How numbers are shown, by field. */
const formats: Readonly<Record<string, object>> = {
  ...Object.fromEntries(
    ["event.duration", "portcullis.upstream.duration"].map((field) => [
      field,
      {
        id: "duration",
        params: {
          inputFormat: "nanoseconds",
          outputFormat: "asMilliseconds",
          outputPrecision: 1,
          showSuffix: true,
        },
      },
    ]),
  ),
  ...Object.fromEntries(
    ["http.request.bytes", "http.response.bytes", "portcullis.queue.bytes"].map((field) => [
      field,
      { id: "bytes" },
    ]),
  ),
  "portcullis.disk.used_ratio": { id: "percent", params: { pattern: "0.0%" } },
  "http.response.status_code": { id: "number", params: { pattern: "0" } },
};

function dataViewId(looked: Looked, namespace: string): string {
  return `${idPrefix(namespace)}view-${looked.replace("portcullis.", "")}`;
}

/** Index pattern of a data view. */
export function indexOf(looked: Looked, namespace: string): string {
  return looked === "all" ? dataStreamPattern(namespace) : dataStream(looked, namespace);
}

/** The data view of what is looked at. */
export function dataView(looked: Looked, namespace: string): SavedObject {
  const index = indexOf(looked, namespace);
  return savedObject(dataViewId(looked, namespace), "index-pattern", {
    title: index,
    name: index,
    timeFieldName: "@timestamp",
    // There may be no event of it yet.
    allowNoIndex: true,
    fieldFormatMap: JSON.stringify(formats),
  });
}

/** Name by which a search source refers to its data view. */
const referenceName = "kibanaSavedObjectMeta.searchSourceJSON.index";

/** The reference of a search or a panel to its data view. */
export function dataViewReference(looked: Looked, namespace: string): SavedObjectReference {
  return { name: referenceName, type: "index-pattern", id: dataViewId(looked, namespace) };
}

/**
 * What a search or a panel finds.
 *
 * @param kql - a query in Kibana's language; empty finds everything
 */
export function searchSource(kql: string): object {
  return {
    searchSourceJSON: JSON.stringify({
      query: { query: kql, language: "kuery" },
      filter: [],
      indexRefName: referenceName,
    }),
  };
}
