/** What stands in place of a secret, and of all behind it. */
export const redactionMark = "[redacted]";

/** Letters in any case, spelled out: the engines have no common way to say it. */
function anyCase(pattern: string): string {
  return pattern.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

/** What secrets go by: `name=value`, `name: value`, `"name":"value"`, and in a path `/name/value`. */
const secretNames = [
  "a(?:uth(?:orization|token|key)|ssertion|(?:pi|ccess)(?:token|key|secret))",
  "bearertoken",
  "c(?:redential|ookie|lient(?:secret|token)|srftoken|urrentpassword)",
  "dbpassword",
  "idtoken",
  "jwt",
  "key",
  "newpassword",
  "o(?:tp|ldpassword)",
  "p(?:ass(?:word|wd|phrase|code)|rivatekey)",
  "re(?:fresh|set)token",
  "s(?:e(?:cret|ssion(?:token|key|id)?)|ign(?:ature|ingkey))",
  "token",
  "userpassword",
  "xsrftoken",
].map(anyCase);

/** Path segments that a secret comes behind as well: what mails lead to. */
const secretLinks = ["confirm", "invit(?:e|ation)", "reset", "unsubscribe", "verify"].map(anyCase);

/**
 * What looks like a secret and begins with a letter, where a word does. Source of the prefixes: the formats of keys that
 * their issuers publish for secret scanners (GitHub, GitLab, AWS, Google, Stripe, Slack, npm, Vault).
 */
const words = [
  `(?:${secretNames.join("|")})(?:[Ss]?/[^/ ?]|[\\x22\\x27\\x5c]{0,3} ?(?:[=:]|%3[AaDd]))`,
  `(?:${secretLinks.join("|")})[Ss]?/[^/ ?]`,
  // Values of Authorization (RFC 9110 section 11.6.2).
  `${anyCase("b(?:earer|asic)")}(?:[ +=:]|%20|%3[AaDd])+[A-Za-z0-9+/_.~-]{8}`,
  // JSON Web Tokens (RFC 7519), or at least their first part: base64url of `{"`.
  "eyJ[A-Za-z0-9_-]{8}",
  // Keys of well-known issuers, and our own.
  "(?:g(?:h[pousr]_|ithub_pat_|lpat-)|[prs]k(?:_live_|_test_|-)|xox[a-z]-|npm_|hv[bs]\\.|portcullis_)[A-Za-z0-9_-]{12}",
  "A(?:[KS]IA[A-Z0-9]{16}|Iza[A-Za-z0-9_-]{16})",
  "ya29\\.[A-Za-z0-9_-]{16}",
  "BEGIN [A-Z ]*PRIVATE KEY",
  // User and password in an address (RFC 3986 section 3.2.1).
  "[A-Za-z]+://[^/? @]*@",
].join("|");

/** Any other key: base64url, or base64 but for the slash, of 40 characters, or shorter with what it alone has. */
const key = "[A-Za-z0-9_+-]{12}(?:[A-Za-z0-9_+-]{28}|[A-Za-z0-9_+-]*%(?:2[Bb]|3[Dd]))";

/**
 * Regular expression of what looks like a secret, from its first character on. It is written in what PCRE, Go's RE2,
 * JavaScript and Oniguruma have in common: no look-around, no flags, no back-reference, no group that is counted, and
 * neither `"` nor `'` nor `#`, by which configurations quote.
 *
 * A doubt counts as a secret. What stays: UUIDs and other identifiers below 40 characters (MD5 and request ids have 32),
 * numbers, names and dates. What goes although it may be none: SHA-1 and SHA-256 in hexadecimal, a name of 40 and more
 * letters, digits, `-` and `_` without a full stop in between, and what follows a segment such as `/sessions/`. What
 * cannot be told and stays: a key below 40 characters without a known name or prefix, and base64 that slashes divide
 * into shorter pieces. So no secret belongs into a path in the first place.
 */
const secretPattern = `(?:${words}|${key})`;

/** From word to word, and in no other way, so that the time it takes grows no faster than the text. */
const wholeText = `^([^A-Za-z0-9]*(?:[A-Za-z0-9]+[^A-Za-z0-9]+)*?)${secretPattern}[\\s\\S]*`;

/** A query with its question mark: nobody knows by which names an API takes its secrets. */
const wholeQuery = "\\?[^ \\x22\\t\\r\\n]+";

const queries = new RegExp(wholeQuery, "g");
const secret = new RegExp(wholeText);

/**
 * A text without its secrets: {@link redactionMark} stands for each query, and for the first place that looks like a
 * secret with all behind it.
 *
 * @param text - any text of a log
 */
export function redact(text: string): string {
  return text.replace(queries, `?${redactionMark}`).replace(secret, `$1${redactionMark}`);
}

/**
 * JavaScript (ECMAScript 5.1, which Filebeat's script processor has) of a function that does what {@link redact} does.
 *
 * @param name - name of the function
 */
export function renderScriptRedaction(name = "redact"): string {
  return [
    `var ${name}Queries = new RegExp(${JSON.stringify(wholeQuery)}, "g");`,
    `var ${name}Secret = new RegExp(${JSON.stringify(wholeText)});`,
    `function ${name}(text) {`,
    `  return text.replace(${name}Queries, ${JSON.stringify(`?${redactionMark}`)})`,
    `    .replace(${name}Secret, ${JSON.stringify(`$1${redactionMark}`)});`,
    "}",
    "",
  ].join("\n");
}

/** What `gsub` of Logstash's filter mutate takes: a field, what is looked for, what comes in its place. */
export type Substitution = [field: string, pattern: string, replacement: string];

/**
 * What `gsub` of Logstash's filter mutate takes for a field to redact secrets. The texts are the meant ones, not quoted;
 * Logstash reads backslashes as they are, as long as `config.support_escapes` is off.
 *
 * @param field - reference of the field, such as `[url][path]`
 */
export function logstashRedaction(field: string): Substitution {
  return [field, wholeText, `\\1${redactionMark}`];
}

/** The same for queries: {@link redact} does this first. */
export function logstashQueryRedaction(field: string): Substitution {
  return [field, wholeQuery, `?${redactionMark}`];
}

/** Options of {@link pcreUpToSecret}. */
export interface PcreOptions {
  /** Name of the group for what stands in front. Default: it has a number. */
  name?: string;
  /** Characters that end a text, as in a class. Default: none. */
  ends?: string;
  /** Further characters that count as a secret, as in a class. Default: none. */
  unwanted?: string;
}

/**
 * Regular expression, for the PCRE of nginx and Apache alone, of a text up to the first place that looks like a secret,
 * and of that place. A character that is not printable ASCII counts as one, too: it may be neither JSON nor UTF-8. Look-ahead
 * and possessive quantifiers change nothing but the time: nginx has half the work (measured).
 *
 * @param options - what a server's own format asks for
 */
export function pcreUpToSecret(options: PcreOptions = {}): string {
  const { name, ends = "", unwanted = "" } = options;
  const bad = `\\x00-\\x1f\\x7f-\\xff${unwanted}`;
  const other = `[^A-Za-z0-9${bad}${ends}]`;
  const group = name === undefined ? "" : `?<${name}>`;
  return `(${group}${other}*+(?:[A-Za-z0-9]++${other}++)*?)(?:(?=[A-Za-z])(?:${words})|${key}|[A-Za-z0-9]*+[${bad}])`;
}
