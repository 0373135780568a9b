import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assemble } from "../../../audit/environment/auditedEnvironment";
import { lookFromOutside } from "../../../audit/outside";
import { stackState } from "../../../audit/stack";
import type { CheckResult } from "../../../components/audit/result";
import { ensureEngine } from "../../../local/engine";
import type { Checkout } from "../../engine/checkout";

/** What is seen of the local environment of a checkout from where this machine is. */
export async function seenFromOutside({ folder }: Checkout): Promise<CheckResult[]> {
  const state = join(folder, ".portcullis");
  const env = {
    PULUMI_BACKEND_URL: `file://${join(state, "state")}`,
    PULUMI_CONFIG_PASSPHRASE_FILE: join(state, "passphrase"),
  };
  const engine = await ensureEngine({ plugins: "real" });
  const resources = await stackState(engine, { name: "local", folder: join(state, "project"), env });
  const environment = assemble(
    "local",
    {
      file: join(state, "project/Pulumi.local.yaml"),
      folder,
      roots: [readFileSync(join(state, "acme-root.pem"), "utf8")],
    },
    resources,
  );
  return lookFromOutside(
    environment,
    environment.hosts.find(({ name }) => name === "api1")!,
  );
}

/** Shell text that weakens a host: TLS 1.1, a cipher of it, no HSTS, no gateway in front of the API, one more port. */
export const weaken = `set -e
cp -a /etc/nginx/nginx.conf /root/nginx.conf.former
sed -i -e 's/ssl_protocols .*/ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;/' \\
  -e 's/ssl_ciphers \\(.*\\);/ssl_ciphers \\1:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0;/' \\
  -e '/add_header strict-transport-security/d' \\
  -e 's/server 127.0.0.1:8000 /server 127.0.0.1:8080 /' /etc/nginx/nginx.conf
nginx -t -q
systemctl reload nginx
systemd-run --quiet --unit=extra-port python3 -m http.server 8081
nft insert rule inet portcullis input tcp dport 8081 accept comment '"extra port"'`;

/** Shell text that takes all of {@link weaken} back. */
export const strengthen = `set -e
mv /root/nginx.conf.former /etc/nginx/nginx.conf
systemctl reload nginx
systemctl stop extra-port
handle=$(nft -a list chain inet portcullis input | sed -n 's/.*"extra port" # handle //p')
nft delete rule inet portcullis input handle "$handle"`;
