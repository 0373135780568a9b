import { pcreUpToSecret, redactionMark } from "../../logging/events/redaction";
import { block, quoted } from "./blocks";

/** What the log takes of a variable that a client chose. */
export interface Redaction {
  /** The client's variable, without `$`. */
  of: string;
  /** The redacted one, without `$`. */
  as: string;
  /** Characters that the value ends before, as in a class. Default: none. */
  ends?: string;
  /** Values that are known to be harmless. Default: none. */
  known?: readonly string[];
}

/**
 * Directive of the `http` block for a variable that has another one up to the first place that looks like a secret.
 * nginx works it out once a request, for the log. Where PCRE gives up on a text, all of it counts as a secret.
 */
export function renderRedaction({ of, as, ends, known = [] }: Redaction): string[] {
  const clean = `clean_${as}`;
  const whole = ends === undefined ? "^" : `^(?<whole_${as}>[^${ends}]*)`;
  const pattern = `~^${pcreUpToSecret({ name: clean, ...(ends === undefined ? {} : { ends }) })}`;
  return block(`map $${of} $${as}`, [
    '"" "";',
    ...known.map((value) => `${value} ${value};`),
    `${quoted(pattern)} "\${${clean}}${redactionMark}";`,
    `${quoted(`~${whole}`)} $${ends === undefined ? of : `whole_${as}`};`,
    `default "${redactionMark}";`,
  ]);
}
