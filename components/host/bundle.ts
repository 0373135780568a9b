/**
 * What a host bundle is: packages, files and services of one subject that reach a host together or not at all.
 * Plain data, rendered by pure functions; {@link HostBundle} brings it to a host.
 */

/** One file that a bundle owns. */
export interface BundleFile {
  /** Absolute path on the host. Parent folders are created as root, mode 0755, where they are missing. */
  path: string;
  /** Whole content as text (UTF-8, no NUL). A trailing newline is the caller's business. */
  content: string;
  /** Mode in octal, as for chmod. Default `0644`, or `0600` where {@link secret} is set. */
  mode?: string;
  /** Owner as `user` or `user:group`; both have to exist once the bundle's packages are installed. Default `root:root`. */
  owner?: string;
  /**
   * The content is secret: it is encrypted in the state, never shown in a diff, and a mode that lets others read it
   * is refused. Default `false`.
   */
  secret?: boolean;
  /**
   * A long program, whose lines nobody would read in a preview: it is sent compressed, and a preview shows its digest
   * alone. Default `false`.
   */
  packed?: boolean;
}

/** A systemd unit that a bundle keeps enabled and running. */
export interface BundleService {
  /** Unit name with its suffix, such as `nginx.service`. */
  unit: string;
  /**
   * What to do when something of the bundle changed and the unit runs already: `reload` keeps connections where the
   * unit can reload, `restart` does not, `none` leaves it alone (say, a timer). Default `reload`.
   */
  onChange?: "reload" | "restart" | "none";
  /** Changes of these paths alone count for {@link onChange}. Default: every file of the bundle. */
  paths?: string[];
}

/** A shell command of a bundle's activation. */
export interface BundleAction {
  /** Shell text, run as root by `/bin/sh -eu`, output kept for the error message. Never holds a secret. */
  run: string;
  /** Runs only when one of these paths changed. Default: whenever anything of the bundle changed. */
  paths?: string[];
}

/**
 * A unit of configuration that is applied atomically: staged, put in place, validated, activated, verified; on any
 * failure the former state is put back and the tool's own message is the error.
 */
export interface Bundle {
  /** Lower-case letters, digits and hyphens; unique on a host. */
  name: string;
  /** Packages that have to be installed, by the names of the host's own package manager. Default none. */
  packages?: string[];
  /** Files the bundle owns. What stood at a path before comes back when the bundle is destroyed. */
  files: BundleFile[];
  /** Paths that must not exist, such as a distribution's default site; they come back on destroy. Default none. */
  absent?: string[];
  /**
   * Shell text run with the new files in place and before {@link validate}, for what only the host can make, such as a
   * first self-signed certificate. Has to be idempotent. Default none.
   */
  prepare?: string[];
  /** Commands that judge the new files in place (`nginx -t`, `sshd -t`, `nft -c -f …`) before anything is reloaded. */
  validate?: string[];
  /** Actions run in order after validation, before {@link services}. */
  activate?: BundleAction[];
  /** Units kept enabled and running; started in order. On destroy they return to the state they had before. */
  services?: BundleService[];
  /** Run on destroy once the former files are back, such as `sysctl --system`. Default none. */
  deactivate?: string[];
  /**
   * Checks that have to pass at the end, each retried for up to {@link verifySeconds}; one that does not rolls back.
   */
  verify?: string[];
  /** Limit for {@link verify}, in seconds. Default 15. */
  verifySeconds?: number;
  /** How long to wait while somebody else holds the package manager's lock, in seconds. Default 300. */
  packageLockSeconds?: number;
  /**
   * The bundle may cut the very connection that applies it (firewall, SSH server): the host rolls it back by itself
   * unless a second, new connection arrives within this many seconds. Default: no trial.
   */
  trialSeconds?: number;
}
