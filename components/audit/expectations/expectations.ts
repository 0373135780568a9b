import type { ResolvedFirewall } from "../../model/types";

/** A file that has to have a mode and an owner, whatever is in it. */
export interface ExpectedFile {
  readonly path: string;
  /** Mode in octal, such as `0600`. */
  readonly mode: string;
  /** `user:group`, or `user` with its own group. */
  readonly owner: string;
}

/** A unit that has to be enabled and active, and the check that says so where it is not. */
export interface ExpectedUnit {
  readonly unit: string;
  readonly check: string;
}

/** A certificate of the edge. */
export interface ExpectedCertificate {
  readonly name: string;
  readonly chain: string;
  readonly key: string;
  /** Unit that renews it; it has to be running. */
  readonly timer: string;
}

/** What a gateway lets in without a credential, by what it is configured with. */
export interface ExpectedGateway {
  readonly engine: "kong" | "tyk";
  /** File or folder that its routes are in. */
  readonly routes: string;
  /** Of each definition (Tyk) or route (Kong) the digest of what decides on access, as the host works it out too. */
  readonly access: Readonly<Record<string, string>>;
  /** TCP ports that control it: they have to be on loopback alone. */
  readonly controlPorts: readonly number[];
  /** File with the secret of its control interface, where it has one. */
  readonly secretFile?: string;
}

/**
 * What a host ought to be: one JSON document, without secrets. A part that is absent is not known, and what belongs to it
 * is not asked.
 */
export interface Expectations {
  /** The checks that are asked, by id, and what each counts for the host's score. */
  readonly weights: Readonly<Record<string, number>>;
  /** The host's family of distributions. */
  readonly family?: "debian" | "redhat";
  /** Ports that may be listened on beyond loopback, such as `443/tcp`. */
  readonly listening?: readonly string[];
  readonly firewall?: {
    readonly backend: ResolvedFirewall["backend"];
    /** The rules as their files have them, by path: what is in force is compared with what they load. */
    readonly rules: Readonly<Record<string, string>>;
  };
  readonly ssh?: {
    /** Account that the effective settings are looked up for. */
    readonly user: string;
    /** Values by keyword in lower case, as `sshd -T` names them. */
    readonly settings: Readonly<Record<string, readonly string[]>>;
  };
  readonly accounts?: {
    /** Account that sets the host up: it alone may be root without a password. */
    readonly managing: string;
    /** Accounts that people may log in to, `managing` among them. */
    readonly logins: readonly string[];
    /** Keys that may log in to `managing`, as `ssh-ed25519 AAAA…`. Default: any. */
    readonly keys?: readonly string[];
  };
  /** Kernel settings by name. */
  readonly kernel?: Readonly<Record<string, string>>;
  readonly updates?: {
    /** Timers that begin them. */
    readonly timers: readonly string[];
    /** Longest time since the last one that succeeded, in hours. */
    readonly maximumHours: number;
    /** Values that the update tool has to have: apt's by name, or dnf-automatic's by section and name. */
    readonly settings: Readonly<Record<string, string>>;
  };
  /** Units that have to be running. */
  readonly units: readonly ExpectedUnit[];
  /** Exposure level of `systemd-analyze security` that each of these services may have at most. */
  readonly exposure: Readonly<Record<string, number>>;
  /** Secret files. */
  readonly secrets: readonly ExpectedFile[];
  readonly certificates?: readonly ExpectedCertificate[];
  /** Settings of journald by name, as `systemd-analyze cat-config` shows the last of them. */
  readonly journal?: Readonly<Record<string, string>>;
  readonly shipper?: {
    readonly unit: string;
    /** Folder of what waits to be sent. */
    readonly queue: string;
    /** How much it may hold, in bytes. */
    readonly bytes: number;
  };
  /** Unit that keeps the clock. */
  readonly timeSync?: { readonly unit: string };
  /** Jails of fail2ban that have to run. */
  readonly jails?: readonly string[];
  readonly edge?: {
    readonly server: "nginx" | "apache";
    readonly unit: string;
    /** What the server's whole configuration has to say: directive and values, without a semicolon. */
    readonly directives: Readonly<Record<string, string>>;
  };
  readonly gateway?: ExpectedGateway;
}
