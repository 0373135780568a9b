/** Why there is no report: bad usage, a file that cannot be read, an engine that failed. Exit status 2. */
export class ReportProblem extends Error {}
