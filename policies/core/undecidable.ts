import type { Judgement } from "./judge";

/** Most places that one line names; the number of all is said. */
const NAMED = 3;

/** Keeps account of what a preview cannot decide, so that it never counts as passed without a word. */
export class Undecidable {
  private readonly places = new Map<string, Map<string, readonly string[]>>();

  /** Takes note of a judgement; one on the same resource's outputs stands for that on its inputs. */
  note({ rule, resource, look, undecided }: Judgement): void {
    let ofRule = this.places.get(rule.id);
    if (!ofRule) {
      if (undecided.length === 0) return;
      ofRule = new Map();
      this.places.set(rule.id, ofRule);
    }
    const key = `${resource.urn} ${look === "stack" ? look : "itself"}`;
    if (undecided.length > 0)
      ofRule.set(
        key,
        undecided.map((path) => `${resource.name}: ${path}`),
      );
    else ofRule.delete(key);
  }

  /** What is undecided, a line for each rule. */
  lines(): string[] {
    return [...this.places].flatMap(([rule, byResource]) => {
      const places = [...new Set([...byResource.values()].flat())];
      if (places.length === 0) return [];
      const named = places.slice(0, NAMED).join("; ");
      const more = places.length - NAMED;
      return `  ${rule}: ${named}${more > 0 ? `; and ${more} more` : ""}`;
    });
  }
}
