/** How a scanner gets onto the auditor's machine. */
export interface Installation {
  /** What a person types to install it, such as `apt-get install nmap`. */
  readonly byHand: string;
  /** Version that is installed; `undefined` where none is. */
  version(): Promise<string | undefined>;
  /**
   * Installs it on this machine.
   *
   * @throws Error where it cannot, with the reason
   */
  install(): Promise<void>;
}
