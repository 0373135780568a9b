import { lynisCommand } from "../../../../audit/scanners/lynis/command";
import { parseLynis } from "../../../../audit/scanners/lynis/parse";
import { recorded } from "./recorded";

describe("Lynis", () => {
  test("warnings are medium, suggestions low, and each has a name of its own", () => {
    const { index, tests, warnings, suggestions, findings } = parseLynis(recorded("lynis.dat"), "api1");
    expect({ index, tests, warnings, suggestions }).toEqual({
      index: 80,
      tests: 4,
      warnings: 1,
      suggestions: 8,
    });
    expect(findings.map(({ id, severity, practice }) => [id, severity, practice])).toEqual([
      ["Lynis/AUTH-9283/api1", "medium", 2],
      ["Lynis/LYNIS/api1", "info", 8],
      ["Lynis/AUTH-9286/api1", "low", 2],
      ["Lynis/FILE-6310/api1", "low", 8],
      [
        "Lynis/FILE-6310/api1/To decrease the impact of a full /var file system, place /var on a separate partition",
        "low",
        8,
      ],
      // The value is not part of the name: it may change.
      ["Lynis/SSH-7408/api1/MaxSessions", "low", 7],
      ["Lynis/SSH-7408/api1/Port", "low", 7],
      ["Lynis/DBS-1884/api1//etc/redis/redis.conf", "low", 8],
      ["Lynis/HOME-9304/api1", "low", 2],
    ]);
  });

  test("a report without an index is none", () => {
    expect(() => parseLynis("report_version_major=1\n", "api1")).toThrow("no hardening index");
  });

  test("its folder is in memory and is removed, and no test is left out", () => {
    expect(lynisCommand).toContain("mktemp -d /run/");
    expect(lynisCommand).toContain(`trap 'rm -rf "$folder"' EXIT`);
    expect(lynisCommand).toContain("--logfile /dev/null");
    expect(lynisCommand).not.toMatch(/--tests|--skip|--pentest|--upload/);
  });
});
