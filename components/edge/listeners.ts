/**
 * Shell text that stops and disables another web server where it holds the edge's ports, or would take them at the
 * next boot; one that serves other ports, such as an upstream, is left alone.
 *
 * @param service - name of its unit without suffix
 */
export function renderMakeWay(service: "nginx" | "apache2"): string {
  return [
    `if systemctl cat ${service}.service >/dev/null 2>&1; then`,
    `  if ! systemctl is-active --quiet ${service}.service ||`,
    `    ss -Hltnp '( sport = :80 or sport = :443 )' | grep -q '"${service}"'; then`,
    `    systemctl disable --now --quiet ${service}.service`,
    "  fi",
    "fi",
  ].join("\n");
}

/** Shell text that checks that the server ends TLS for a name. */
export function renderHandshakeCheck(name: string): string {
  return `openssl s_client -connect 127.0.0.1:443 -servername ${name} </dev/null >/dev/null`;
}
