import { createContext, runInContext } from "node:vm";
import { renderScript, type ScriptName } from "../../../../components/logging/shipper/scripts";

type Fields = Record<string, unknown>;

/** An event as Filebeat hands it to a script (libbeat's processor `script`), in as much as ours use. */
class ScriptEvent {
  cancelled = false;
  constructor(readonly fields: Fields) {}

  private parent(name: string, make: boolean): [Fields | undefined, string] {
    const parts = name.split(".");
    const last = parts.pop()!;
    let at: Fields | undefined = this.fields;
    for (const part of parts) {
      if (at && make) at[part] ??= {};
      at = at?.[part] as Fields | undefined;
    }
    return [at, last];
  }
  Get(name: string): unknown {
    const [at, last] = this.parent(name, false);
    return at?.[last] ?? null;
  }
  Put(name: string, value: unknown): void {
    const [at, last] = this.parent(name, true);
    at![last] = value;
  }
  Delete(name: string): boolean {
    const [at, last] = this.parent(name, false);
    return at !== undefined && delete at[last];
  }
  Cancel(): void {
    this.cancelled = true;
  }
}

/** What a script makes of an event, by dotted names; undefined where it drops it. */
export function runScript(name: ScriptName, fields: Fields): Fields | undefined {
  return startScript(name)(fields);
}

/** A script that is told one event after the other, as a shipper tells it. */
export function startScript(name: ScriptName): (fields: Fields) => Fields | undefined {
  const context = createContext({});
  runInContext(renderScript(name, { namespace: "test", module: "nginx" }), context);
  return (fields) => {
    const event = new ScriptEvent(structuredClone(fields));
    context.event = event;
    runInContext("process(event);", context);
    return event.cancelled ? undefined : flat(event.fields);
  };
}

function flat(fields: Fields, prefix = ""): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, unknown][] =>
      Object.prototype.toString.call(value) === "[object Object]"
        ? Object.entries(flat(value as Fields, `${prefix}${name}.`))
        : [[`${prefix}${name}`, value]],
    ),
  );
}

/** An entry of the journal as the input hands it over. */
export function journalEntry(
  identifier: string,
  message: string,
  more: {
    unit?: string;
    uid?: number;
    executable?: string;
    transport?: string;
    pid?: number;
    custom?: object;
    priority?: number;
  } = {},
): Fields {
  return {
    message,
    syslog: { identifier, priority: more.priority ?? 6 },
    systemd: { unit: more.unit, transport: more.transport ?? "syslog" },
    journald: {
      uid: more.uid ?? 0,
      pid: more.pid ?? 100,
      process: { executable: more.executable },
      custom: more.custom,
    },
    process: { name: identifier, pid: more.pid ?? 100, args: ["secret"] },
    user: { id: "0" },
  };
}
