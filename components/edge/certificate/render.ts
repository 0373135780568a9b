import { readAsset } from "../../assets";
import { withInstanceRole } from "../../aws/instanceRole/script";
import type { Bundle } from "../../host/bundle";
import type { ResolvedCertificates } from "../../model/types";
import { certificateFiles } from "../paths";
import type { CertificateRequest } from "../sites";
import { renderSettings } from "./settings";
import { renderFolders, renderRenewal, renderService, renderUser, scriptFile, settingsFolder } from "./units";

const units = "/etc/systemd/system";
const userFile = "/etc/sysusers.d/portcullis-acme.conf";
const directoryCaFile = `${settingsFolder}/directory-ca.pem`;

/** Shell text that starts the service of a certificate; where it fails, what the ACME directory said is the error. */
function renderObtain(name: string): string {
  const unit = `portcullis-certificate@${name}.service`;
  return [
    `if ! systemctl start ${unit}; then`,
    "  journalctl --sync",
    `  journalctl --no-pager --output=cat "_SYSTEMD_INVOCATION_ID=$(systemctl show --property=InvocationID --value ${unit})" >&2`,
    "  exit 1",
    "fi",
  ].join("\n");
}

/** Shell text that checks that the web server shows the certificate: a reload answers before its new workers do. */
function renderShownCheck(name: string): string {
  const { chain } = certificateFiles(name);
  return [
    `shown=$(openssl s_client -connect 127.0.0.1:443 -servername ${name} </dev/null 2>/dev/null | openssl x509 -noout -fingerprint)`,
    `wanted=$(openssl x509 -in ${chain} -noout -fingerprint)`,
    `[ "$shown" = "$wanted" ] || { echo "the web server shows another certificate for ${name} than ${chain}"; exit 1; }`,
  ].join("\n");
}

/**
 * Renders the bundle that obtains certificates and renews them. It comes after the edge's bundle: the edge serves the
 * challenges, with a self-signed certificate until then, and goes on with the one it has where this bundle fails.
 *
 * The client is lego, of which Debian 12 and 13 and Ubuntu 24.04 have the same release 4.9.1: one static program with
 * Route 53 built in. Debian 12's certbot 2.1 brings 60 Python packages and renews at a fixed 30 days before the end, which is
 * on every run for a certificate of six days. lego knows neither ACME profiles nor renewal information (RFC 9773) in
 * that release, and takes keys for external account binding on its command line alone, so that is not offered.
 *
 * Account and certificates stay on the host when the bundle is destroyed: a new one must not run into rate limits.
 *
 * @param settings - the settings
 * @param requests - the certificates
 * @param unit - the unit that is reloaded for a new certificate
 */
export function renderCertificates(
  settings: ResolvedCertificates,
  requests: readonly CertificateRequest[],
  unit: string,
): Bundle {
  const settingsFile = ({ name }: CertificateRequest): string => `${settingsFolder}/${name}.env`;
  const timerFile = `${units}/portcullis-certificate@.timer`;
  const ca = settings.directoryCa;
  const route53 = settings.challenge === "dns-01-route53";
  const script = readAsset("components/edge/certificate/assets/portcullis-certificate.sh");
  return {
    name: "certificates",
    packages: ["lego", "openssl", "ca-certificates", ...(route53 ? ["curl"] : [])],
    files: [
      {
        path: scriptFile,
        content: route53 ? withInstanceRole(script) : script,
        mode: "0755",
      },
      { path: userFile, content: renderUser() },
      { path: `${units}/portcullis-certificate@.service`, content: renderService("obtain", route53) },
      { path: `${units}/portcullis-certificate-renew@.service`, content: renderService("renew", route53) },
      { path: timerFile, content: renderRenewal() },
      ...(ca === undefined ? [] : [{ path: directoryCaFile, content: `${ca.trim()}\n` }]),
      ...requests.map((request) => ({
        path: settingsFile(request),
        content: renderSettings(settings, request, unit, ca === undefined ? undefined : directoryCaFile),
      })),
    ],
    prepare: [renderFolders(userFile)],
    activate: requests.map(({ name }) => ({ run: renderObtain(name) })),
    services: requests.map(({ name }) => ({
      unit: `portcullis-certificate@${name}.timer`,
      onChange: "restart",
      paths: [timerFile],
    })),
    verify: requests.map(({ name }) => renderShownCheck(name)),
  };
}
