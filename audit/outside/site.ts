/** A site, and where it is looked at. */
export interface Site {
  /** Address of the host that is asked, whatever DNS says. */
  readonly address: string;
  /** Its name, for TLS (SNI) and HTTP. */
  readonly name: string;
  /** Roots beside the system's that its chain may end at, PEM. */
  readonly roots: readonly string[];
}
