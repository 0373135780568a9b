import type { AuditedEnvironment } from "../../../../audit/model/audited";
import type { Scanner } from "../../../../audit/model/scanner";
import { runAudit } from "../../../../audit/run";
import { portChecks } from "../../../../components/audit/checks/ports";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const environment = {
  stack: "test",
  hosts: [{ name: "api1" }, { name: "api2" }],
} as unknown as AuditedEnvironment;
const folder = mkdtempSync(join(tmpdir(), "portcullis-run-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scanner = (key: string, more: Partial<Scanner> = {}): Scanner => ({
  name: key,
  key,
  about: "tests",
  version: () => Promise.resolve("1"),
  install: () => Promise.resolve(),
  run: (_environment, _folder, options) =>
    Promise.resolve([
      { scanner: key, outcome: "ran", figures: { full: String(options?.full) }, findings: [] },
    ]),
  ...more,
});

test("a host or a scanner that fails keeps no other from being asked", async () => {
  const audit = await runAudit(environment, {
    full: true,
    scanning: {
      scanners: [
        scanner("good"),
        scanner("broken", { run: () => Promise.reject(new Error("it broke")) }),
        scanner("unwanted"),
      ],
      asked: ({ key }) => key !== "unwanted",
      install: false,
      folder,
    },
    progress: { write: () => undefined },
    ways: [
      {
        name: "ports",
        checks: portChecks,
        look: (_environment, { name }) =>
          name === "api1"
            ? Promise.reject(new Error("no way there"))
            : Promise.resolve([{ check: "ports-declared", status: "pass", evidence: "open: none" }]),
      },
    ],
  });
  expect(audit.hosts).toEqual([
    { host: "api1", results: [{ check: "ports-declared", status: "unknown", evidence: "no way there" }] },
    { host: "api2", results: [{ check: "ports-declared", status: "pass", evidence: "open: none" }] },
  ]);
  expect(audit.checks).toEqual(portChecks);
  expect(audit.scanners).toMatchObject([
    { scanner: "good", outcome: "ran", figures: { full: "true" } },
    { scanner: "broken", outcome: "failed", reason: "it broke" },
    { scanner: "unwanted", outcome: "notAsked" },
  ]);
});

test("scanners that are missing are installed where that is asked for, and not where it is not", async () => {
  const installed: string[] = [];
  const missing = scanner("missing", {
    version: () => Promise.resolve(undefined),
    install: () => Promise.resolve(void installed.push("missing")),
  });
  const make = (install: boolean): Promise<unknown> =>
    runAudit(environment, {
      full: false,
      scanning: { scanners: [missing], asked: () => true, install, folder },
      progress: { write: () => undefined },
      ways: [],
    });
  await make(false);
  expect(installed).toEqual([]);
  await make(true);
  expect(installed).toEqual(["missing"]);
});
