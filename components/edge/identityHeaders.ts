/**
 * Headers by which an API behind a gateway learns who calls, and those that gateways use among themselves: what a
 * client says in them never gets to the gateway. Names with underscores never do anyway.
 */
export const identityHeaders: readonly string[] = [
  "X-Anonymous-Consumer",
  "X-Authenticated-Groups",
  "X-Authenticated-Scope",
  "X-Authenticated-Userid",
  "X-Consumer-Custom-Id",
  "X-Consumer-Groups",
  "X-Consumer-Id",
  "X-Consumer-Username",
  "X-Credential-Identifier",
  "X-Credential-Username",
  "X-Portcullis-Audience",
  "X-Portcullis-Expires",
  "X-Portcullis-Front",
  "X-Portcullis-Issuer",
  "X-Portcullis-Not-Before",
  "X-Portcullis-Scope",
];
