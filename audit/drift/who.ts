import { posix } from "node:path";
import type { Activity, Session, SudoCommand } from "./activity";
import type { Difference } from "./difference";

/** Seconds by which times of files may be before those of the journal: the kernel's clock for files ticks. */
const slack = 0.05;

/** Seconds that pass between two times that dpkg's log tells apart: it cuts off what is less. */
const packageLogStep = 1;

/** Seconds that a command is taken to last of which no end is noted. */
const unendedCommand = 1;

/** How many commands of one moment are told. */
const mostCommands = 3;

/** What the command of a bundle that is applied has in it. */
const applier = "/run/portcullis";

/** Programs whose first word says what they do, and is no secret. */
const verbs = new Set(["systemctl", "apt", "apt-get", "dnf", "yum", "dpkg", "rpm"]);

/** A moment for people. */
export function moment(seconds: number): string {
  return new Date(seconds * 1000)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC");
}

function names(word: string, subject: string): boolean {
  return word === subject || (!subject.startsWith("/") && word === subject.replace(/\.service$/, ""));
}

/** What of a command may be told: its program, and what it was about. All else may be a secret, and is an ellipsis. */
export function toldCommand(command: string, subject: string): string {
  const [program = "", ...words] = command.split(" ").filter(Boolean);
  const told = words.map((word, index) => {
    const verb = index === 0 && verbs.has(posix.basename(program)) && /^[a-z][a-z-]*$/.test(word);
    return verb || names(word, subject) ? word : "…";
  });
  return [program, ...told].join(" ").replace(/( …)+/g, " …");
}

/** From when to when a thing may have happened, in seconds since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
}

function covers({ start, end }: Session | SudoCommand, { from, to }: Span, longest: number): boolean {
  return start - slack <= to && from <= (end ?? start + longest);
}

function whom({ user, from, key }: Session): string {
  return `${user} from ${from}${key ? ` with key ${key}` : ""}`;
}

/** When something happened, as far as the host knows. */
function when(at: number | undefined, { atWhat, after }: Difference): string {
  if (at !== undefined) return `${atWhat ? `${atWhat} ` : ""}${moment(at)}`;
  return after === undefined ? "the host does not know since when" : `some time after ${moment(after)}`;
}

/**
 * When something came to differ, and who did that, as far as the host knows: in half a sentence, without secrets.
 *
 * @param before - when it was looked at: who came later did it not
 */
export function whenAndWho(difference: Difference, activity: Activity, before: number): string {
  const { subject, after = 0 } = difference;
  const about = activity.commands.filter(
    ({ command, start }) =>
      start >= after && start < before && command.split(" ").some((word) => names(word, subject)),
  );
  // What leaves no time behind is dated by the last command that names it.
  const logged = difference.at === undefined ? activity.removed.get(subject) : undefined;
  const at = difference.at ?? logged ?? about.at(-1)?.start;
  const span =
    at === undefined ? undefined : { from: at, to: at + (logged === undefined ? 0 : packageLogStep) };
  return `${when(at, difference)}, ${who(subject, span, activity, before)}`;
}

function who(subject: string, at: Span | undefined, activity: Activity, before: number): string {
  const unknown = "the host does not know by whom";
  if (at === undefined) return unknown;
  const sessions = activity.sessions.filter(
    (session) => session.start < before && covers(session, at, Infinity),
  );
  const running = activity.commands.filter((one) => one.start < before && covers(one, at, unendedCommand));
  const direct = running.filter(({ command }) => command.split(" ").some((word) => names(word, subject)));
  const meant = (direct.length > 0 ? direct : running).slice(-mostCommands);
  if (meant.length > 0) {
    const [{ user }] = meant as [SudoCommand];
    if (meant.every(({ command }) => command.includes(applier))) return `as ${user} applied a bundle`;
    const session = sessions.filter((one) => one.user === user).at(-1);
    const told = meant.filter(({ command }) => !command.includes(applier));
    const commands = told.map(({ command }) => `\`${toldCommand(command, subject)}\``).join(", ");
    return `by ${session ? whom(session) : user}: sudo ${commands}`;
  }
  if (sessions.length === 0) return unknown;
  return `while ${[...new Set(sessions.map(whom))].slice(-mostCommands).join(" and ")} was logged in`;
}
