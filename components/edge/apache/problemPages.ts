import type { BundleFile } from "../../host/bundle";
import { problemBody, problemTitles } from "../problems";

const folder = "/etc/apache2/portcullis/problems";
/** Path that the files are found at inside Apache; nobody outside gets them but by an error. */
export const problemsPath = "/.portcullis-problems/";

/** One file of problem details a status. */
export function renderProblemFiles(): BundleFile[] {
  return [...problemTitles.keys()].map((status) => ({
    path: `${folder}/${status}.json`,
    content: `${problemBody(status)}\n`,
  }));
}

/** Directives for the whole server that answer Apache's own errors from the files. */
export function renderProblemPages(): string[] {
  return [
    ...[...problemTitles.keys()].map((status) => `ErrorDocument ${status} ${problemsPath}${status}.json`),
    `Alias ${problemsPath} ${folder}/`,
    `<Directory ${folder}/>`,
    "    Require expr \"-n reqenv('REDIRECT_STATUS')\"",
    "    ForceType application/problem+json",
    "</Directory>",
  ];
}

/** Directive of a site that keeps the files from being asked of the upstream. */
export function renderProblemException(): string {
  return `ProxyPass ${problemsPath} !`;
}
