import { parse } from "yaml";
import { renderUserData } from "../../components/host/cloudInit";
import { newKeyPair } from "./keys";

/** User-data with what it says about logging in. */
export interface ToldAtBoot {
  /** Cloud-init user-data. */
  readonly text: string;
  /** The administrator's account. */
  readonly user: string;
  /** Public host key, `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
}

/** Tells a host to let the operator's key in, with a new host key. */
export function ownUserData(args: { name: string; user?: string }, operatorKey: string): ToldAtBoot {
  const { name, user = "admin" } = args;
  const hostKeys = { ed25519: newKeyPair(name) };
  const text = renderUserData({ user, authorizedKeys: [operatorKey], hostKeys, hostname: name });
  return { text, user, hostKey: hostKeys.ed25519.public };
}

/**
 * Reads who may log in, and the host key, out of user-data that somebody else has made.
 *
 * @throws Error where it makes no account or brings no host key
 */
export function readUserData(text: string): ToldAtBoot {
  const { users, ssh_keys: keys } = parse(text) as {
    users?: { name?: string }[];
    ssh_keys?: { ed25519_public?: string };
  };
  const [user, hostKey] = [users?.[0]?.name, keys?.ed25519_public];
  if (user === undefined || hostKey === undefined)
    throw new Error("user-data for a local host needs users[0].name and ssh_keys.ed25519_public");
  return { text, user, hostKey };
}
