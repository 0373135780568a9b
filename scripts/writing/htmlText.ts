const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for HTML: what stands in logs is not ours, and must bring no markup of its own. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);
