import type { IncomingHttpHeaders } from "node:http";
import { type Answer, ask } from "../request";
import type { Site } from "../site";

/** What became of a request that ought to be refused: a status, or that the connection was. */
export type Outcome = { readonly status: number } | { readonly refused: string };

/** What the edge of a site answered. */
export interface EdgeAnswers {
  /** Plain HTTP at {@link EdgePaths.plain}. */
  readonly plain: { readonly status: number; readonly location?: string };
  /** Headers at {@link EdgePaths.read}. */
  readonly headers: IncomingHttpHeaders;
  /** A body over the limit. */
  readonly largeBody: Outcome;
  /** A name that is no site's. */
  readonly unknownName: Outcome;
  /** Methods that have no place at an API, by name. */
  readonly methods: Readonly<Record<"TRACE" | "CONNECT", Outcome>>;
}

/** What an edge is asked for. */
export interface EdgePaths {
  /** Path and query for plain HTTP. */
  readonly plain: string;
  /** Path that may be read by anybody, whatever its answer is. */
  readonly read: string;
  /** Path that a body is sent to. */
  readonly write: string;
  /** Size of a body that is over the limit, in bytes. */
  readonly tooLarge: number;
}

/** A name that is nobody's (RFC 6761 section 6.4). */
const nobodysName = "portcullis-audit.invalid";

async function outcome(answer: Promise<Answer>): Promise<Outcome> {
  return answer.then(
    ({ status }) => ({ status }),
    (error: NodeJS.ErrnoException) => ({ refused: error.code ?? error.message }),
  );
}

/** Plain HTTP. */
export async function lookAtPlainHttp(site: Site, path: string): Promise<EdgeAnswers["plain"]> {
  const { status, headers } = await ask(site, path, { scheme: "http" });
  return { status, location: headers.location };
}

/** A body over the limit, which is announced and not sent. */
export function lookAtLargeBody(site: Site, path: string, bytes: number): Promise<Outcome> {
  return outcome(ask(site, path, { announcedBytes: bytes, untrusted: true }));
}

/** A name that is no site's. */
export function lookAtUnknownName(site: Site): Promise<Outcome> {
  return outcome(ask(site, "/", { host: nobodysName, untrusted: true }));
}

/**
 * Asks the edge of a site all that {@link EdgeAnswers} is made of. Nothing of it is secret, so that a certificate that is
 * not trusted is no reason to ask nothing.
 *
 * @throws Error where it does not answer
 */
export async function lookAtEdge(site: Site, paths: EdgePaths): Promise<EdgeAnswers> {
  const { headers } = await ask(site, paths.read, { untrusted: true });
  return {
    plain: await lookAtPlainHttp(site, paths.plain),
    headers,
    largeBody: await lookAtLargeBody(site, paths.write, paths.tooLarge),
    unknownName: await lookAtUnknownName(site),
    methods: {
      TRACE: await outcome(ask(site, "/", { method: "TRACE", untrusted: true })),
      CONNECT: await outcome(ask(site, "example.com:443", { method: "CONNECT", untrusted: true })),
    },
  };
}
