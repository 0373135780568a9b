import type { Platform } from "../../host/platform";
import { tlsProfile, type TlsProfileName } from "../tlsProfiles";

/** Directives for the whole server that decide on handshakes (mod_ssl). */
export function renderTls(profileName: TlsProfileName, platform: Platform): string[] {
  const profile = tlsProfile(profileName, platform);
  return [
    `SSLProtocol -all ${profile.protocols.map((protocol) => `+${protocol}`).join(" ")}`,
    ...(profile.ciphers.length > 0 ? [`SSLCipherSuite ${profile.ciphers.join(":")}`] : []),
    `SSLOpenSSLConfCmd Groups ${profile.groups.join(":")}`,
    // The profiles' suites are all strong, and a client knows best which one is fast for it.
    "SSLHonorCipherOrder off",
    "SSLSessionCache shmcb:/run/apache2/tls-sessions(1048576)",
    "SSLSessionCacheTimeout 86400",
    // Apache changes the key of its session tickets at a restart alone: who gets hold of it reads all former sessions.
    "SSLSessionTickets off",
  ];
}
