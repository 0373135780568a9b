import path from "node:path/posix";
import { certificateFiles, certificatesFolder } from "./paths";
import type { CertificateRequest } from "./sites";

/**
 * Shell text that makes sure that a certificate stands at the name's place: where there is none, a self-signed one, so
 * that the server starts before the first certificate is issued. The key is made on the host and never leaves it.
 * What stands there already is left alone.
 */
export function renderSelfSigned({ name, names }: CertificateRequest): string {
  const { chain } = certificateFiles(name);
  const version = `${certificatesFolder}/.${name}.self-signed`;
  return [
    `if ! [ -s ${chain} ]; then`,
    `  mkdir -p ${path.dirname(certificatesFolder)}`,
    "  umask 077",
    `  mkdir -p ${certificatesFolder} && rm -rf ${version} && mkdir ${version}`,
    "  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=self-signed' \\",
    `    -addext 'subjectAltName=${names.map((one) => `DNS:${one}`).join(",")}' \\`,
    `    -keyout ${version}/privkey.pem -out ${version}/fullchain.pem`,
    `  ln -sfn ${version} ${certificatesFolder}/${name}`,
    "fi",
  ].join("\n");
}
