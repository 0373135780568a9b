/**
 * Response headers by which a gateway tells the edge what it knows of a request, for the edge's log. The gateway takes
 * an API's own of these names out, and the edge hides them from clients.
 */
export const answerHeaders = {
  /** `public` or `authenticated` where the API answered, with or without a known caller; `1` for an answer of the gateway's own. */
  answer: "X-Portcullis-Answer",
  /** Name of the consumer. */
  consumer: "X-Portcullis-Consumer",
  /** Its roles, with blanks between. */
  roles: "X-Portcullis-Roles",
  /** `iss`, `sub` and `scope` of an access token, of which the edge makes name and roles where the gateway cannot. */
  issuer: "X-Portcullis-Token-Issuer",
  subject: "X-Portcullis-Token-Subject",
  scope: "X-Portcullis-Token-Scope",
} as const;
