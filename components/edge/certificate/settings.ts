import type { ResolvedCertificates } from "../../model/types";
import type { CertificateRequest } from "../sites";

const directories: Readonly<Record<string, string>> = {
  letsencrypt: "https://acme-v02.api.letsencrypt.org/directory",
  "letsencrypt-staging": "https://acme-staging-v02.api.letsencrypt.org/directory",
};

/** lego's names of the key types. */
const keyTypes: Readonly<Record<ResolvedCertificates["keyType"], string>> = {
  "ecdsa-p256": "ec256",
  "ecdsa-p384": "ec384",
  "rsa-2048": "rsa2048",
  "rsa-4096": "rsa4096",
};

/** URL of the ACME directory that the setting means. */
export function directoryUrl(directory: string): string {
  return directories[directory] ?? directory;
}

/**
 * The environment file of one certificate. Nothing in it is secret: Route 53 takes the instance's own role.
 *
 * @param settings - the settings
 * @param request - the certificate's name and DNS names
 * @param unit - the unit that is reloaded for a new certificate
 * @param directoryCaFile - where the file with the directory's own CA is, if it has one
 */
export function renderSettings(
  settings: ResolvedCertificates,
  request: CertificateRequest,
  unit: string,
  directoryCaFile: string | undefined,
): string {
  const route53 = settings.challenge === "dns-01-route53";
  return [
    "# Managed by Portcullis.",
    `NAMES="${request.names.join(" ")}"`,
    `EMAIL=${settings.email}`,
    `DIRECTORY=${directoryUrl(settings.directory)}`,
    `KEY_TYPE=${keyTypes[settings.keyType]}`,
    `CHALLENGE=${settings.challenge}`,
    `RELOAD=${unit}`,
    ...(directoryCaFile === undefined ? [] : [`LEGO_CA_CERTIFICATES=${directoryCaFile}`]),
    ...(route53 ? [`AWS_REGION=${settings.awsRegion}`] : []),
    ...(route53 && settings.route53ZoneId !== undefined
      ? [`AWS_HOSTED_ZONE_ID=${settings.route53ZoneId}`]
      : []),
    "",
  ].join("\n");
}
