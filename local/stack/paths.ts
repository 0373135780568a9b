import { join } from "node:path";
import { projectRoot } from "../engine/projectRoot";

/** Folder of everything that the local environment keeps in a checkout; `npm run stop` removes it. */
export const stateDir = join(projectRoot(), ".portcullis");
/** Reports of audits, a folder for each stack. */
export const auditsFolder = join(stateDir, "audits");
/** The local environment as the checkout describes it. */
export const localStackFile = join(projectRoot(), "Pulumi.local.yaml");
/** The stack's configuration with this machine's addresses and keys, made from the checkout's Pulumi.local.yaml. */
export const configFile = join(stateDir, "project", "Pulumi.local.yaml");
/** A project that runs the checkout's program with that configuration, so that the checkout's own files stay as they are. */
export const projectFile = join(stateDir, "project", "Pulumi.yaml");
/** The root certificate that the local certificate authority signs with. */
export const rootCertificateFile = join(stateDir, "acme-root.pem");
/** State of the stack, as a file backend keeps it. */
export const backendFolder = join(stateDir, "state");
/** What secrets in that state are encrypted with. */
export const passphraseFile = join(stateDir, "passphrase");
