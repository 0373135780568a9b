/** Folder that the files of ACME http-01 challenges (RFC 8555 section 8.3) are served from, on port 80. */
export const acmeWebroot = "/var/lib/portcullis-acme/webroot";

/** Folder with one folder a certificate. */
export const certificatesFolder = "/etc/portcullis/tls";

/** Name of the certificate for handshakes that no site is meant by: self-signed, and without any of the sites' names. */
export const unknownNameCertificate = "unknown-name";

/** Where the certificate chain and the private key of the certificate `name` are. */
export function certificateFiles(name: string): { chain: string; key: string } {
  const folder = `${certificatesFolder}/${name}`;
  return { chain: `${folder}/fullchain.pem`, key: `${folder}/privkey.pem` };
}
