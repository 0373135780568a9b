import { escape } from "./htmlText";

/** HTML that is ours: made by {@link markup}, or by a function that escapes what it is given. */
export class Markup {
  /** @param text - the HTML */
  constructor(readonly text: string) {}
}

/** What may stand in markup: text, which is escaped, and markup, which is not; `undefined` is nothing. */
export type Content = Markup | string | number | undefined | readonly Content[];

function written(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(written).join("");
  return escape(String(content));
}

/** HTML with content in it, for use as a tag of template literals: no text can bring markup of its own. */
export function markup(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => part + written(contents[index])).join(""));
}
