/** The files of a report, by their format. */
export const reportFiles = {
  json: "report.json",
  markdown: "report.md",
  html: "report.html",
  sarif: "report.sarif",
  junit: "report.junit.xml",
} as const;
