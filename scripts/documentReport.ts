// npm run docs:report: writes the example reports of the documentation, and pictures of one taken in a real browser.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { readReport } from "../audit/report/readReport";
import { writeReport } from "../audit/report/writeReport";
import { projectRoot } from "../local/engine/projectRoot";
import { exampleReport } from "./exampleReport/exampleReport";

const docs = path.join(projectRoot(), "docs");

/** What is shown: name of the picture, size in pixels, colours, and what stands at its upper edge. */
const pictures = [
  { name: "audit-report", width: 1280, height: 860, colorScheme: "light", from: "header" },
  {
    name: "audit-report-phone",
    width: 375,
    height: 812,
    colorScheme: "dark",
    from: "fieldset",
  },
] as const;

async function main(): Promise<void> {
  const { html } = writeReport(exampleReport(), path.join(docs, "audit-example/invented"));
  // What an audit of the host of `npm start` said once, as it would be written now.
  const local = path.join(docs, "audit-example/local-host");
  writeReport(readReport(path.join(local, "report.json")), local);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    for (const { name, width, height, colorScheme, from } of pictures) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      await page.goto(pathToFileURL(html).href);
      await page.evaluate(
        `document.querySelector("details").open = true; document.querySelector("${from}").scrollIntoView()`,
      );
      await page.screenshot({ path: path.join(docs, "images", `${name}.png`) });
    }
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
