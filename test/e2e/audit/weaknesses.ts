/** A weakness that somebody put on a host by hand, and what an audit has to say of it. */
export interface Weakness {
  /** What was done, as its author would tell it. */
  readonly name: string;
  /** Shell text, run as root by `/bin/sh -eu`. */
  readonly plant: string;
  /** Check that has to find it. */
  readonly check: string;
  /** What it has to be found at. Default: anything. */
  readonly subject?: RegExp;
  /** Practice that the finding has to name. */
  readonly practice: number;
  /** What else it rightly brings about: rules, each with what it is found at behind a space. Default: nothing. */
  readonly brings?: readonly RegExp[];
}

const edge = "/etc/nginx/nginx.conf";
const certificate = "/etc/portcullis/tls/api.portcullis.test";

/** Sends calls of `GET /orders` that have no token where those with one go. */
const letThrough = `
python3 - <<'PYTHON'
import glob, json
apis = {name: json.load(open(name)) for name in glob.glob("/etc/portcullis/tyk/apis/*.json")}
def rules(api):
    paths = api["version_data"]["versions"]["Default"]["extended_paths"]
    return [rule for rule in paths.get("url_rewrites", []) if (rule["path"], rule["method"]) == ("^/orders$", "GET")]
[target] = [rule["triggers"][-1]["rewrite_to"] for api in apis.values() if api["api_id"].startswith("ecdsa-") for rule in rules(api)]
for name, api in apis.items():
    if api["api_id"].startswith("front-"):
        for rule in rules(api):
            rule["rewrite_to"] = target
            rule["triggers"] = [one for one in rule["triggers"] if "answer-401" not in one["rewrite_to"]]
        json.dump(api, open(name, "w"))
PYTHON
systemctl reload portcullis-tyk`;

/** Ends a certificate yesterday: the key stays, an authority of the moment signs. */
const expire = `
work=$(mktemp -d)
openssl req -new -key ${certificate}/privkey.pem -subj /CN=api.portcullis.test -addext subjectAltName=DNS:api.portcullis.test -out $work/request
openssl req -x509 -newkey rsa:2048 -nodes -keyout $work/key -out $work/ca -subj /CN=Nobody -days 30 2>/dev/null
touch $work/index
printf '[ca]\\ndefault_ca=d\\n[d]\\ndatabase=%s/index\\nnew_certs_dir=%s\\nrand_serial=yes\\npolicy=p\\ncopy_extensions=copy\\n[p]\\ncommonName=supplied\\n' $work $work >$work/conf
openssl ca -config $work/conf -batch -notext -md sha256 -cert $work/ca -keyfile $work/key -in $work/request -out $work/chain \\
  -startdate 20240101000000Z -enddate 20240401000000Z 2>/dev/null
cat $work/chain $work/ca >${certificate}/fullchain.pem
rm -r $work
systemctl reload nginx`;

/** Weaknesses that all stand on one host at the same time. */
export const weaknesses: readonly Weakness[] = [
  {
    name: "a cipher without authenticated encryption was added for an old client",
    plant: `sed -i 's/ssl_ciphers /&ECDHE-ECDSA-AES128-SHA:/' ${edge} && systemctl reload nginx`,
    check: "tls-ciphers",
    practice: 1,
    brings: [/^drift-file \/etc\/nginx\/nginx\.conf$/, /^edge-tls ssl_ciphers$/],
  },
  {
    name: "TLS 1.1 was switched on again",
    plant: `sed -i 's/ssl_protocols /&TLSv1.1 /; s/ssl_ciphers /&@SECLEVEL=0:/' ${edge} && systemctl reload nginx`,
    check: "tls-old-versions",
    practice: 1,
    brings: [/^drift-file \/etc\/nginx\/nginx\.conf$/, /^edge-tls ssl_(protocols|ciphers)$/],
  },
  {
    name: "Strict-Transport-Security was commented out",
    plant: `sed -i 's/add_header strict-transport-security/# &/' ${edge} && systemctl reload nginx`,
    check: "http-hsts",
    practice: 1,
    brings: [/^drift-file \/etc\/nginx\/nginx\.conf$/],
  },
  {
    name: "the server tells its version",
    plant: `sed -i 's/server_tokens off/server_tokens on/' ${edge} && systemctl reload nginx`,
    check: "http-software",
    practice: 1,
    brings: [/^drift-file \/etc\/nginx\/nginx\.conf$/, /^edge-software server_tokens$/],
  },
  {
    name: "everybody may read the site's private key",
    plant: `chmod 0644 ${certificate}/privkey.pem`,
    check: "files-secrets",
    subject: /privkey\.pem/,
    practice: 2,
  },
  {
    name: "an operation is let through without a token",
    plant: letThrough,
    check: "gateway-no-credential",
    subject: /^GET .*\/orders$/,
    practice: 2,
    brings: [
      /^drift-file .*\/tyk\/apis\/front-/,
      /^gateway-access front-/,
      /^gateway-unsigned-token GET .*\/orders$/,
    ],
  },
  {
    name: "attacks are noted and let through",
    plant:
      "sed -i 's/^SecRuleEngine On/SecRuleEngine DetectionOnly/' /etc/nginx/portcullis/modsecurity.conf && systemctl reload nginx",
    check: "gateway-attacks",
    practice: 3,
    brings: [/^drift-file .*\/modsecurity\.conf$/],
  },
  {
    name: "bodies of any size are taken",
    plant: `sed -i 's/client_max_body_size [0-9]*/client_max_body_size 0/' ${edge} && systemctl reload nginx`,
    check: "http-body-limit",
    practice: 3,
    brings: [/^drift-file \/etc\/nginx\/nginx\.conf$/],
  },
  {
    name: "the journal is kept in memory alone",
    plant:
      "mkdir -p /etc/systemd/journald.conf.d && printf '[Journal]\\nStorage=volatile\\n' >/etc/systemd/journald.conf.d/zz-quiet.conf && systemctl restart systemd-journald",
    check: "logs-journal",
    practice: 5,
  },
  {
    name: "automatic updates are stopped",
    plant: "systemctl disable --now --quiet apt-daily-upgrade.timer",
    check: "updates-enabled",
    practice: 6,
    brings: [/^drift-service apt-daily-upgrade\.timer$/],
  },
  {
    name: "a port was opened for a moment, and a program left listening",
    plant:
      "nft insert rule inet portcullis input tcp dport 8443 accept && systemd-run --quiet --unit=left-behind python3 -m http.server 8443 --directory /srv",
    check: "ports-declared",
    subject: /8443/,
    practice: 7,
    brings: [/^listening-declared 8443\/tcp$/, /^firewall-enforced /],
  },
  {
    name: "passwords log in over SSH",
    plant: "printf 'PasswordAuthentication yes\\n' >/etc/ssh/sshd_config.d/00-a.conf && systemctl reload ssh",
    check: "ssh-password-login",
    practice: 7,
    brings: [/^ssh-logins-offered/],
  },
  {
    name: "root logs in over SSH",
    plant: "printf 'PermitRootLogin yes\\n' >/etc/ssh/sshd_config.d/00-b.conf && systemctl reload ssh",
    check: "ssh-root-login",
    practice: 7,
  },
  {
    name: "SSH takes SHA-1 again",
    plant: "printf 'MACs hmac-sha1\\n' >/etc/ssh/sshd_config.d/00-c.conf && systemctl reload ssh",
    check: "ssh-algorithms-offered",
    practice: 7,
    brings: [/^ssh-algorithms macs$/],
  },
  {
    name: "a kernel setting was loosened",
    plant: "sysctl -q -w net.ipv4.conf.all.accept_redirects=1",
    check: "kernel-settings",
    subject: /accept_redirects/,
    practice: 7,
  },
  {
    name: "intrusion prevention is stopped",
    plant: "systemctl disable --now --quiet fail2ban",
    check: "intrusion-running",
    practice: 7,
    brings: [/^drift-service fail2ban\.service$/],
  },
  {
    name: "a second account has the id of root",
    plant: "echo 'toor:x:0:0::/root:/bin/sh' >>/etc/passwd && echo 'toor:*:19000::::::' >>/etc/shadow",
    check: "accounts-root",
    practice: 2,
    brings: [/^accounts-(logins|keys|sudo) toor$/],
  },
  {
    name: "an account has an empty password",
    plant: "useradd --shell /bin/bash guest && passwd --quiet --delete guest",
    check: "accounts-empty-password",
    practice: 2,
    brings: [/^accounts-logins guest$/],
  },
  {
    name: "a service account may become root",
    plant:
      "echo 'www-data ALL=(ALL) NOPASSWD:ALL' >/etc/sudoers.d/zz-web && chmod 0440 /etc/sudoers.d/zz-web",
    check: "accounts-sudo",
    practice: 2,
  },
  {
    name: "a foreign key logs in",
    plant:
      "ssh-keygen -q -t ed25519 -N '' -C stranger -f /tmp/foreign && mkdir -p -m 0700 /root/.ssh && cat /tmp/foreign.pub >>/root/.ssh/authorized_keys && rm /tmp/foreign /tmp/foreign.pub",
    check: "accounts-keys",
    practice: 2,
  },
  {
    name: "everybody may write what root runs",
    plant: "printf '#!/bin/sh\\n' >/etc/cron.daily/tidy && chmod 0777 /etc/cron.daily/tidy",
    check: "files-world-writable",
    subject: /cron\.daily/,
    practice: 7,
    brings: [/^services-jobs .*tidy$/],
  },
  {
    name: "a copy of the shell runs as root for everybody",
    plant: "cp /bin/dash /usr/local/bin/rescue && chmod 4755 /usr/local/bin/rescue",
    check: "files-setuid",
    subject: /rescue/,
    practice: 7,
  },
  {
    name: "a service was let out of its sandbox",
    plant:
      "mkdir -p /etc/systemd/system/portcullis-demo-api.service.d && printf '[Service]\\nProtectSystem=false\\nPrivateUsers=false\\nRestrictNamespaces=false\\nSystemCallFilter=\\nCapabilityBoundingSet=~\\nNoNewPrivileges=false\\nProtectKernelModules=false\\n' >/etc/systemd/system/portcullis-demo-api.service.d/debug.conf && systemctl daemon-reload && systemctl restart portcullis-demo-api",
    check: "services-sandbox",
    subject: /demo-api/,
    practice: 7,
  },
];

/** Stands alone: no audit hands its tokens to a server whose certificate nobody trusts, so that calls find nothing. */
export const expiredCertificate: Weakness = {
  name: "the certificate is expired",
  plant: expire,
  check: "tls-expiry",
  practice: 1,
  brings: [/^tls-chain api\.portcullis\.test$/, /^certificate-lifetime api\.portcullis\.test$/, /^gateway-/],
};
