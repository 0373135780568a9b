import { readFileSync, statSync } from "node:fs";
import type { Installation } from "../install/installation";
import { programVersion } from "../install/programVersion";

/** PortSwigger's image of the scanner for CI. */
export const burpImage = "public.ecr.aws/portswigger/enterprise-scan-container:latest";

/** The server that a scan reports to, which PortSwigger sells. */
export interface BurpServer {
  readonly url: string;
  /** Secret. */
  readonly apiKey: string;
}

/**
 * The server that this machine's user has: its URL in BURP_ENTERPRISE_SERVER_URL, and the key in a file that
 * BURP_ENTERPRISE_API_KEY_FILE names, since an environment is no place for a secret.
 *
 * @returns undefined where none is named
 * @throws Error where others may read the file, or there is none
 */
export function burpServer(environment: NodeJS.ProcessEnv = process.env): BurpServer | undefined {
  const { BURP_ENTERPRISE_SERVER_URL: url, BURP_ENTERPRISE_API_KEY_FILE: file } = environment;
  if (url === undefined || file === undefined) return undefined;
  if ((statSync(file).mode & 0o077) !== 0)
    throw new Error(`${file} can be read by others: chmod 600 ${file}`);
  return { url, apiKey: readFileSync(file, "utf8").trim() };
}

/** Burp Suite DAST's scanner on this machine, and a server to report to. Both need a licence. */
export const burpInstallation: Installation = {
  byHand: `docker pull ${burpImage}, set BURP_ENTERPRISE_SERVER_URL, and BURP_ENTERPRISE_API_KEY_FILE to a file of mode 600 with the key of an API user (Burp Suite DAST needs a licence)`,
  version: async () => {
    if (burpServer() === undefined) return undefined;
    const argv = ["docker", "image", "inspect", "--format", "{{.Id}}", burpImage];
    return programVersion(argv, /^(sha256:[0-9a-f]{12})/m);
  },
  install: () => Promise.reject(new Error(`Burp Suite is sold by its makers. ${burpInstallation.byHand}`)),
};
