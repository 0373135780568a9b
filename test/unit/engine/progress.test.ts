import { withProgress } from "../../../local/progress";

afterEach(() => jest.useRealTimers());

async function record(isTTY: boolean, seconds: number): Promise<string[]> {
  jest.useFakeTimers();
  const written: string[] = [];
  let finish = (): void => undefined;
  const done = withProgress({ isTTY, write: (text: string) => written.push(text) }, "Building", (detail) => {
    detail("compiling");
    return new Promise<void>((resolve) => (finish = resolve));
  });
  await jest.advanceTimersByTimeAsync(seconds * 1000);
  finish();
  await done;
  return written;
}

test("one line every 30 seconds where lines can't be rewritten", async () => {
  expect(await record(false, 65)).toEqual([
    "Building (0 s)\n",
    "Building: compiling (30 s)\n",
    "Building: compiling (1 m 00 s)\n",
    "Building: done (1 m 05 s)\n",
  ]);
});

test("one line, rewritten every second, on a terminal", async () => {
  const written = await record(true, 3);
  expect(written.join("").split("\n")).toHaveLength(2);
  expect(written.every((text) => text.startsWith("\r\u001b[K"))).toBe(true);
  expect(written).toContain("\r\u001b[KBuilding: compiling (2 s)");
  expect(written.at(-1)).toBe("\r\u001b[KBuilding: done (3 s)\n");
});

test("a failure is shown and passed on", async () => {
  const written: string[] = [];
  const failing = withProgress({ write: (text: string) => written.push(text) }, "Building", () =>
    Promise.reject(new Error("no compiler")),
  );
  await expect(failing).rejects.toThrow("no compiler");
  expect(written.at(-1)).toBe("Building: failed (0 s)\n");
});
