import type { PlannedHost } from "../../components/environment/plannedHost";
import type { ConsumerCredentials } from "../../components/gateway/keys/credentials";
import type { Bundle } from "../../components/host/bundle";
import type { LogsAccess } from "../../components/logging/elkServer";
import type { ResolvedEnvironment } from "../../components/model/types";

/** How the SSH server of a host is reached. Its key is secret: it is handed to nothing but the SSH client. */
export interface SshAccess {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** OpenSSH private key. */
  readonly privateKey: string;
  /** The one host key that is accepted, as `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
  /** The host to go through. Default: none. */
  readonly proxy?: Omit<SshAccess, "proxy">;
}

/** A host as the stack's state knows it. */
export interface DeployedHost {
  /** Its name. */
  readonly name: string;
  readonly ssh: SshAccess;
  /** What was brought to it last, as far as the state knows; holds secrets. */
  readonly bundles: readonly DeployedBundle[];
}

/** A bundle as it was brought to a host. */
export interface DeployedBundle {
  /** Name of the resource, such as `api1-edge`. */
  readonly resource: string;
  /** The bundle, whose secret files say so. */
  readonly bundle: Bundle;
  /** SHA-256 that the host knows this bundle by. */
  readonly digest: string;
}

/** A host of an environment that is audited. */
export interface AuditedHost extends DeployedHost {
  readonly plan: PlannedHost;
  /** Address that it is looked at from outside by: the public one where it has one. */
  readonly address: string;
}

/** An environment that is audited. */
export interface AuditedEnvironment {
  /** Name of the stack. */
  readonly stack: string;
  readonly settings: ResolvedEnvironment;
  /** Folder that the names of OpenAPI documents start from. */
  readonly folder: string;
  readonly hosts: readonly AuditedHost[];
  /** Roots beside the system's that certificates of the sites may end at, PEM; empty for public certificates. */
  readonly roots: readonly string[];
  /** What the gateway's consumers prove themselves by, by name; secret. Empty without a gateway. */
  readonly credentials: Readonly<Record<string, ConsumerCredentials>>;
  /** How the logs are read, where they are collected; its key is secret. */
  readonly logs?: LogsAccess;
}
