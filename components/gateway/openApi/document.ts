/** A JSON Schema: an object of keywords, or whether everything is allowed. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** An OpenAPI 3.0 or 3.1 document that `loadOpenApi` has read and checked. */
export interface OpenApiDocument {
  /** The file's name in messages, as the settings name it. */
  file: string;
  /** Which version's rules its schemas follow: 3.0 has a dialect of its own, 3.1 is JSON Schema 2020-12. */
  version: "3.0" | "3.1";
  /** The whole document, as it was parsed. */
  content: Readonly<Record<string, unknown>>;
  /** Where what stands at `path` is in the file, counted from 1. */
  position: (path: readonly (string | number)[]) => { file: string; line: number; column: number };
}
