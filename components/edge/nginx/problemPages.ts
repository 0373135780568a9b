import { problemBody, problemTitles } from "../problems";

/** The file that server blocks include for nginx's own answers. */
export const problemPagesFile = "/etc/nginx/portcullis/problem-pages.conf";

/**
 * nginx's own statuses that have no meaning outside, with the ones that are sent: header too large, and plain HTTP on
 * the HTTPS port.
 */
const ownStatuses: readonly (readonly [own: number, sent: number])[] = [
  [494, 431],
  [495, 400],
  [496, 400],
  [497, 400],
];

/**
 * Path of the pages that are asked for before a request's own path is known, with HTTP/2 as soon as a header is too
 * large: nginx answers 500 where it should go to a named location without a path.
 */
const earlyPagesPath = "/.portcullis-problems/";

const early: readonly number[] = [400, 431];

const place = (status: number): string =>
  early.includes(status) ? `${earlyPagesPath}${status}` : `@problem-${status}`;

/** Error pages as problem details, for the inside of a server block. */
export function renderProblemPages(): string {
  const statuses = [...problemTitles.keys()];
  const pages = [
    ...statuses.map((status) => `error_page ${status} ${place(status)};`),
    ...ownStatuses.map(([own, sent]) => `error_page ${own} =${sent} ${place(sent)};`),
  ];
  const locations = statuses.flatMap((status) => [
    ...(early.includes(status)
      ? [`location = ${place(status)} {`, "    internal;"]
      : [`location ${place(status)} {`]),
    "    default_type application/problem+json;",
    `    return ${status} '${problemBody(status)}';`,
    "}",
  ]);
  return ["# Managed by Portcullis.", ...pages, ...locations, ""].join("\n");
}
