/** Somebody who is logged in over SSH. */
export interface Session {
  readonly user: string;
  /** Address that it came from. */
  readonly from: string;
  /** Fingerprint of the key, where one let it in. */
  readonly key?: string;
  readonly start: number;
  /** Default: it had not ended when it was looked at. */
  readonly end?: number;
}

/** A command that somebody ran as another account by sudo. */
export interface SudoCommand {
  readonly user: string;
  /** The whole command line, which may hold a secret: {@link toldCommand} says what of it may be told. */
  readonly command: string;
  readonly start: number;
  readonly end?: number;
}

/** What a host noted of what was done on it; times in seconds since 1970. */
export interface Activity {
  readonly sessions: readonly Session[];
  readonly commands: readonly SudoCommand[];
  /** When packages were removed last, by name. */
  readonly removed: ReadonlyMap<string, number>;
}

interface JournalEntry {
  __REALTIME_TIMESTAMP: string;
  SYSLOG_IDENTIFIER: string;
  _PID?: string;
  /** Bytes where it is not plain text. */
  MESSAGE: string | number[] | null;
}

/** Reads what `audit/drift/assets/trace.sh` printed. */
export function readActivity(text: string): Activity {
  const rows = text.split("\n").map((line) => line.split("\t"));
  const zone = rows.find(([keyword]) => keyword === "zone")?.[1] ?? "+0000";
  const removed = rows
    .filter(([keyword]) => keyword === "dpkg")
    .map(([, day, time, name = ""]): [string, number] => [
      name.replace(/:.*/, ""),
      Date.parse(`${day}T${time}${zone.slice(0, 3)}:${zone.slice(3)}`) / 1000,
    ]);
  const entries = rows
    .filter(([keyword]) => keyword === "journal")
    .map(([, ...rest]) => JSON.parse(rest.join("\t")) as JournalEntry);
  return { ...followed(entries), removed: new Map(removed) };
}

/** Sessions and commands, each from where it began to where its own process said that it ended. */
function followed(entries: readonly JournalEntry[]): Pick<Activity, "sessions" | "commands"> {
  const sessions: Session[] = [];
  const commands: SudoCommand[] = [];
  /** The last one of each process, as far as it has not ended. */
  const open = new Map<string | undefined, { end?: number }>();
  for (const { __REALTIME_TIMESTAMP: time, SYSLOG_IDENTIFIER: by, _PID: process, MESSAGE } of entries) {
    const message = Array.isArray(MESSAGE) ? Buffer.from(MESSAGE).toString() : (MESSAGE ?? "");
    const at = Number(time) / 1e6;
    if (message.includes("session closed for user")) {
      const ended = open.get(process);
      if (ended) ended.end = at;
      open.delete(process);
    } else if (by === "sudo") {
      const [, user, command] = /^\s*(\S+) : .*?COMMAND=(.*)$/s.exec(message) ?? [];
      if (user && command) open.set(process, added(commands, { user, command, start: at }));
    } else {
      const [, user, from, key] =
        /^Accepted \S+ for (\S+) from (\S+) port \d+ ssh2(?:: \S+ (\S+))?/.exec(message) ?? [];
      if (user && from) open.set(process, added(sessions, { user, from, ...(key && { key }), start: at }));
    }
  }
  return { sessions, commands };
}

function added<T>(all: T[], one: T): T {
  all.push(one);
  return one;
}
