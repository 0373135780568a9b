import { hostExec, type LocalHost } from "../hosts";

/**
 * Has a host ask for its certificate anew, as its timer does when one is due.
 *
 * @throws Error with what the ACME client said
 */
export async function renewCertificate(host: LocalHost, name: string): Promise<void> {
  const unit = `portcullis-certificate-renew@${name}.service`;
  const { code } = await hostExec(host, ["systemctl", "start", unit], { limitSeconds: 600 });
  if (code !== 0) {
    const { stdout } = await hostExec(host, [
      "journalctl",
      "--no-pager",
      "--output=cat",
      "--lines=20",
      `--unit=${unit}`,
    ]);
    throw new Error(`host ${host.name}: the certificate of ${name} could not be renewed:\n${stdout}`);
  }
}
