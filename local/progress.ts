/** Where progress goes: process.stderr, or something like it in tests. */
export interface ProgressStream {
  /** Whether a line can be rewritten. */
  isTTY?: boolean;
  write(text: string): unknown;
}

/** How often a line is written where it cannot be rewritten, in seconds. */
const LINE_INTERVAL_S = 30;

function elapsed(since: number): string {
  const seconds = Math.floor((Date.now() - since) / 1000);
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, "0")} s`;
}

/**
 * Runs `work` under a progress line with the elapsed time: one line, rewritten every second, on a terminal; elsewhere
 * one line at the start and every 30 s, so that a CI log shows that something still happens.
 *
 * @param what - what is being done, such as "Building Pulumi 3.259.0 from Go modules"
 * @param work - is given a function that changes the detail shown behind `what`
 * @returns what `work` returns
 */
export async function withProgress<T>(
  stream: ProgressStream,
  what: string,
  work: (detail: (text: string) => void) => Promise<T>,
): Promise<T> {
  const started = Date.now();
  let current = "";
  const show = (end: string): void => {
    const text = `${what}${current && `: ${current}`} (${elapsed(started)})`;
    stream.write(stream.isTTY ? `\r\u001b[K${text}${end}` : `${text}\n`);
  };
  show("");
  const timer = setInterval(() => show(""), (stream.isTTY ? 1 : LINE_INTERVAL_S) * 1000);
  try {
    const result = await work((text) => {
      current = text;
      if (stream.isTTY) show("");
    });
    current = "done";
    return result;
  } catch (error) {
    current = "failed";
    throw error;
  } finally {
    clearInterval(timer);
    show("\n");
  }
}
