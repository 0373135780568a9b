/** Something that is made wrong on a host by hand, and what the inside part says of it. */
export interface InsideWeakness {
  /** Shell text, run as root. */
  readonly seed: string;
  /** Check and subject of each thing that is found; an empty subject is the host. */
  readonly found: readonly (readonly [check: string, subject: string])[];
}

const openUnit = "portcullis-demo-api.service";
const nginx = "/etc/nginx/nginx.conf";
const chain = "/etc/portcullis/tls/api.example.test/fullchain.pem";

/** One weakness or more of each topic, each by itself what people, or attackers, do. */
export const insideWeaknesses: readonly InsideWeakness[] = [
  // Listeners and the firewall.
  {
    seed: "systemd-run --quiet --unit=left-behind python3 -m http.server 9999",
    found: [["listening-declared", "9999/tcp"]],
  },
  {
    seed: "nft insert rule inet portcullis input tcp dport 9999 accept",
    found: [["firewall-enforced", "/etc/portcullis/firewall/rules.nft"]],
  },
  {
    seed: "nft 'table ip left_behind { chain in { type nat hook prerouting priority -100; tcp dport 443 redirect to :9999; }; }'",
    found: [["firewall-foreign", "table ip left_behind"]],
  },
  {
    seed: "systemctl disable --quiet portcullis-firewall.service",
    found: [["firewall-at-boot", "portcullis-firewall.service"]],
  },
  // SSH.
  {
    seed: "sed -i 's/^PasswordAuthentication no/PasswordAuthentication yes/; s/^PermitRootLogin no/PermitRootLogin yes/; s/^MaxAuthTries .*/MaxAuthTries 20/; s/^MACs .*/MACs hmac-sha1/' /etc/ssh/sshd_config.d/00-portcullis.conf",
    found: [
      ["ssh-password-login", "passwordauthentication"],
      ["ssh-root-login", "permitrootlogin"],
      ["ssh-settings", "maxauthtries"],
      ["ssh-algorithms", "macs"],
      ["drift-file", "/etc/ssh/sshd_config.d/00-portcullis.conf"],
    ],
  },
  // Accounts.
  {
    seed: "useradd --non-unique --uid 0 --no-create-home --shell /bin/sh toor",
    found: [
      ["accounts-root", "toor"],
      ["accounts-logins", "toor"],
    ],
  },
  {
    seed: "useradd --no-create-home --shell /usr/sbin/nologin --password '' guest",
    found: [["accounts-empty-password", "guest"]],
  },
  {
    seed: 'usermod --password "$(openssl passwd -6 secret)" admin',
    found: [["accounts-passwords", "admin"]],
  },
  {
    seed: "ssh-keygen -q -t ed25519 -N '' -f /tmp/foreign && cat /tmp/foreign.pub >>/home/admin/.ssh/authorized_keys && rm /tmp/foreign*",
    found: [["accounts-keys", "admin"]],
  },
  {
    seed: "echo 'guest ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/guest; chmod 0440 /etc/sudoers.d/guest",
    found: [["accounts-sudo", "/etc/sudoers.d/guest"]],
  },
  // Kernel, updates.
  {
    seed: "sysctl --quiet --write net.ipv4.conf.all.rp_filter=0",
    found: [["kernel-settings", "net.ipv4.conf.all.rp_filter"]],
  },
  {
    seed: "systemctl disable --quiet --now apt-daily-upgrade.timer; printf 'APT::Periodic::Unattended-Upgrade \"0\";\\n' >/etc/apt/apt.conf.d/99stopped",
    found: [
      ["updates-enabled", "apt-daily-upgrade.timer"],
      ["updates-enabled", "APT::Periodic::Unattended-Upgrade"],
    ],
  },
  {
    seed: "touch --date='5 days ago' /var/lib/apt/periodic/unattended-upgrades-stamp; touch --date='4 days ago' /run/reboot-required",
    found: [
      ["updates-recent", ""],
      ["updates-reboot", ""],
    ],
  },
  // Services.
  {
    seed: "systemctl stop logrotate.timer",
    found: [["services-running", "logrotate.timer"]],
  },
  {
    seed: "systemd-run --quiet --unit=broken false || :",
    found: [["services-failed", "broken.service"]],
  },
  {
    seed: `mkdir -p /etc/systemd/system/${openUnit}.d; printf '[Service]\\nProtectSystem=no\\nPrivateDevices=no\\nDynamicUser=no\\nPrivateUsers=no\\nNoNewPrivileges=no\\nRestrictNamespaces=no\\nProtectHome=no\\nSystemCallFilter=\\nCapabilityBoundingSet=~\\n' >/etc/systemd/system/${openUnit}.d/open.conf; systemctl daemon-reload`,
    found: [["services-sandbox", openUnit]],
  },
  {
    seed: "echo '* * * * * root true' >/etc/cron.d/left-behind",
    found: [["services-jobs", "/etc/cron.d/left-behind"]],
  },
  {
    seed: "systemctl stop fail2ban.service",
    found: [["intrusion-running", "fail2ban.service"]],
  },
  {
    seed: "systemctl disable --quiet --now chrony.service",
    found: [["time-synchronised", "chrony.service"]],
  },
  // Files.
  {
    seed: "chmod 0644 /etc/ssh/ssh_host_ed25519_key /etc/portcullis/tyk/tyk.conf",
    found: [
      ["files-secrets", "/etc/ssh/ssh_host_ed25519_key"],
      ["files-secrets", "/etc/portcullis/tyk/tyk.conf"],
      ["drift-file", "/etc/portcullis/tyk/tyk.conf"],
    ],
  },
  {
    seed: "touch /etc/left-behind && chmod 0666 /etc/left-behind",
    found: [["files-world-writable", "/etc/left-behind"]],
  },
  {
    seed: "cp /bin/true /usr/local/bin/helper && chmod 4755 /usr/local/bin/helper",
    found: [["files-setuid", "/usr/local/bin/helper"]],
  },
  // Logs.
  {
    seed: "printf '[Journal]\\nStorage=volatile\\n' >/etc/systemd/journald.conf.d/95-volatile.conf",
    found: [["logs-journal", "Storage"]],
  },
  {
    seed: "systemctl stop portcullis-filebeat.service",
    found: [["log-shipper-running", "portcullis-filebeat.service"]],
  },
  // What was brought.
  {
    seed: "touch /etc/nginx/sites-enabled/default; dpkg --force-depends --remove needrestart >/dev/null 2>&1",
    found: [
      ["drift-absent", "/etc/nginx/sites-enabled/default"],
      ["drift-package", "needrestart"],
    ],
  },
  // The edge.
  {
    seed: `sed -i 's/ssl_ciphers .*;/ssl_ciphers AES128-SHA;/; s/server_tokens off;/server_tokens on;/' ${nginx}; touch --date='1 minute' ${nginx}`,
    found: [
      ["edge-tls", "ssl_ciphers"],
      ["edge-software", "server_tokens"],
      ["edge-current", nginx],
      ["drift-file", nginx],
    ],
  },
  {
    seed: "systemctl stop portcullis-certificate@api.example.test.timer",
    found: [["certificate-renewal", "portcullis-certificate@api.example.test.timer"]],
  },
  {
    seed: `openssl req -x509 -newkey rsa:1024 -nodes -days 1 -subj /CN=old -keyout /run/old.key -out /run/old.pem 2>/dev/null; faketime=$(date -u +%y%m%d)000000Z; openssl req -new -key /run/old.key -subj /CN=old -out /run/old.csr; mkdir -p /run/old-ca; : >/run/old-ca/index.txt; printf '[ca]\\ndefault_ca=c\\n[c]\\ndatabase=/run/old-ca/index.txt\\nnew_certs_dir=/run/old-ca\\nrand_serial=yes\\ndefault_md=sha256\\npolicy=p\\n[p]\\ncommonName=supplied\\n' >/run/old-ca/conf; openssl ca -batch -config /run/old-ca/conf -selfsign -keyfile /run/old.key -in /run/old.csr -startdate 200101000000Z -enddate 200201000000Z -out /run/old.pem -notext 2>/dev/null; cat /run/old.pem >${chain}; rm -r /run/old*`,
    found: [
      ["certificate-lifetime", "api.example.test"],
      ["certificate-key", "api.example.test"],
      ["edge-current", chain],
    ],
  },
  // The gateway.
  {
    seed: `python3 - <<'END'
import json
path = "/etc/portcullis/tyk/tyk.conf"
settings = json.load(open(path))
settings["secret"] = "352d20ee67be67f6340b4c0605b044b7"
open(path, "w").write(json.dumps(settings))
json.dump({"api_id": "debug", "use_keyless": True, "proxy": {"listen_path": "/debug/"}}, open("/etc/portcullis/tyk/apis/debug.json", "w"))
END
systemctl stop portcullis-tyk.service; systemd-run --quiet --unit=control python3 -m http.server 8001`,
    found: [
      ["gateway-secret", "/etc/portcullis/tyk/tyk.conf secret"],
      ["gateway-access", "debug"],
      ["gateway-admin", "8001/tcp"],
      ["services-running", "portcullis-tyk.service"],
    ],
  },
];
