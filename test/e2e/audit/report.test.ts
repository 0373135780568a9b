import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import type { AxeResults } from "axe-core";
import { makeReport } from "../../../audit/report/makeReport";
import type { Report } from "../../../audit/report/model";
import { writeReport } from "../../../audit/report/writeReport";
import { audit, decisions, falseFindings } from "../../unit/audit/report/example";
import { largeAudit } from "../../unit/audit/report/large";

// A report in a real browser, as people open it: from a file.
const folder = mkdtempSync(path.join(tmpdir(), "portcullis-audit-"));
const axe = readFileSync(createRequire(__filename).resolve("axe-core/axe.min.js"), "utf8");

const former = makeReport({ ...audit, at: "2027-02-23T04:05:06Z" }, [], []);
const reports: Record<string, Report> = {
  example: makeReport(audit, decisions, falseFindings, former),
  large: makeReport(largeAudit(500), decisions, falseFindings),
  first: makeReport({ ...audit, hosts: audit.hosts.slice(1), scanners: [] }, [], []),
};
const names = Object.keys(reports);

let browser: Browser;
beforeAll(async () => {
  // As root, as which these tests run, Chromium has no sandbox of its own.
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  for (const name of names) writeReport(reports[name]!, path.join(folder, name));
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page with a report, and what the browser said of it. */
interface Opened {
  page: Page;
  complaints: string[];
  /** What it loaded or tried to load. */
  requests: string[];
}

async function open(name: string, width: number, scheme: "light" | "dark"): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => void complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => void complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => void requests.push(request.url()));
  await page.goto(pathToFileURL(path.join(folder, name, "report.html")).href, { waitUntil: "load" });
  return { page, complaints, requests };
}

describe.each(names)("the report %s", (name) => {
  test.each([375, 1440])("loads nothing, complains of nothing and fits at %d px", async (width) => {
    const { page, complaints, requests } = await open(name, width, "light");
    try {
      expect(complaints).toEqual([]);
      expect(requests).toHaveLength(1);
      expect(await page.title()).toMatch(/^Audit of /);
      expect(await page.locator("script, img, iframe, a, form, link").count()).toBe(0);
      // Every finding opened, so that the longest texts are laid out.
      await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
      const [scrolled, shown] = await page.evaluate<[number, number]>(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
      );
      expect(scrolled).toBeLessThanOrEqual(shown);
    } finally {
      await page.context().close();
    }
  });

  test.each(["light", "dark"] as const)("axe has no serious complaint in the %s", async (scheme) => {
    // It takes half a minute for as much as the large one has.
    for (const width of name === "large" ? [375] : [375, 1440]) {
      const { page } = await open(name, width, scheme);
      try {
        await page.evaluate(
          "document.querySelectorAll('details:nth-of-type(-n+20)').forEach((one) => (one.open = true))",
        );
        await page.evaluate(axe);
        const { violations, passes } = await page.evaluate<AxeResults>("axe.run()");
        const serious = violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes.length}, such as ${nodes[0]!.html.slice(0, 200)}`);
        expect(serious).toEqual([]);
        expect(passes.map(({ id }) => id)).toContain("color-contrast");
      } finally {
        await page.context().close();
      }
    }
  });
});

test("boxes leave findings out", async () => {
  const { page, complaints } = await open("example", 375, "light");
  try {
    const shown = (): Promise<number> => page.locator("details[class]:visible").count();
    const all = await shown();
    expect(all).toBe(reports.example!.findings.length);
    const state = page.getByLabel("accepted (1)");
    await state.uncheck();
    expect(await shown()).toBe(all - 1);
    await state.check();
    await page.getByLabel(/^\s*high \(/).uncheck();
    expect(await shown()).toBe(
      reports.example!.findings.filter(({ severity }) => severity !== "high").length,
    );
    expect(complaints).toEqual([]);
  } finally {
    await page.context().close();
  }
});

test("a script in a report would not run", async () => {
  const { page, complaints } = await open("example", 375, "light");
  try {
    await page.evaluate(`{
      const script = document.createElement("script");
      script.textContent = "document.title = 'owned'";
      const image = new Image();
      image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
      document.body.append(script, image);
    }`);
    await page.waitForFunction("document.images[0].complete");
    expect(await page.title()).toMatch(/^Audit of /);
    expect(complaints.join("\n")).toMatch(/Content Security Policy/);
  } finally {
    await page.context().close();
  }
});
