import { atLeast, type Platform } from "../../host/platform";
import { tlsProfile, type TlsProfileName } from "../tlsProfiles";

/** Directives of the `http` block that decide on handshakes. */
export function renderTls(profileName: TlsProfileName, platform: Platform): string[] {
  const profile = tlsProfile(profileName, platform);
  return [
    `ssl_protocols ${profile.protocols.join(" ")};`,
    ...(profile.ciphers.length > 0 ? [`ssl_ciphers ${profile.ciphers.join(":")};`] : []),
    `ssl_ecdh_curve ${profile.groups.join(":")};`,
    // The profiles' suites are all strong, and a client knows best which one is fast for it.
    "ssl_prefer_server_ciphers off;",
    "ssl_session_cache shared:tls:10m;",
    "ssl_session_timeout 1d;",
    // Below 1.23.2 nginx never changes the key of its session tickets: who gets hold of it reads all former sessions.
    `ssl_session_tickets ${atLeast(platform.nginx, [1, 23, 2]) ? "on" : "off"};`,
    // Small records reach the client sooner; an API's responses are small.
    "ssl_buffer_size 4k;",
  ];
}
