/**
 * Lines of section [Service] that confine a Redis on the gateway's own host, beside what its package has: nobody else
 * than the host itself reaches it, whatever its configuration says.
 */
export const redisSandbox: readonly string[] = [
  "IPAddressDeny=any",
  "IPAddressAllow=localhost",
  "RestrictAddressFamilies=AF_INET AF_UNIX",
  "SystemCallArchitectures=native",
  "SystemCallFilter=@system-service",
  "ProtectProc=invisible",
  "UMask=0077",
];
