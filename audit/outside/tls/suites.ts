/**
 * Cipher suites by their numbers in IANA's TLS registry (https://www.iana.org/assignments/tls-parameters), with
 * OpenSSL's names. They are asked for by number, since the TLS library of an audit's own machine speaks few of them.
 */
const authenticated: readonly [number, string][] = [
  [0xc02b, "ECDHE-ECDSA-AES128-GCM-SHA256"],
  [0xc02f, "ECDHE-RSA-AES128-GCM-SHA256"],
  [0xc02c, "ECDHE-ECDSA-AES256-GCM-SHA384"],
  [0xc030, "ECDHE-RSA-AES256-GCM-SHA384"],
  [0xcca9, "ECDHE-ECDSA-CHACHA20-POLY1305"],
  [0xcca8, "ECDHE-RSA-CHACHA20-POLY1305"],
  [0x009e, "DHE-RSA-AES128-GCM-SHA256"],
  [0x009f, "DHE-RSA-AES256-GCM-SHA384"],
  [0xccaa, "DHE-RSA-CHACHA20-POLY1305"],
  [0xc0ac, "ECDHE-ECDSA-AES128-CCM"],
  [0xc0ad, "ECDHE-ECDSA-AES256-CCM"],
  [0xc0ae, "ECDHE-ECDSA-AES128-CCM8"],
  [0xc0af, "ECDHE-ECDSA-AES256-CCM8"],
  [0xc09e, "DHE-RSA-AES128-CCM"],
  [0xc09f, "DHE-RSA-AES256-CCM"],
  [0xc0a2, "DHE-RSA-AES128-CCM8"],
  [0xc0a3, "DHE-RSA-AES256-CCM8"],
  [0xc05c, "ECDHE-ECDSA-ARIA128-GCM-SHA256"],
  [0xc05d, "ECDHE-ECDSA-ARIA256-GCM-SHA384"],
  [0xc060, "ECDHE-ARIA128-GCM-SHA256"],
  [0xc061, "ECDHE-ARIA256-GCM-SHA384"],
];

/** Modes that were attacked with success: encryption that is authenticated after the fact. */
const blockChained: readonly [number, string][] = [
  [0xc023, "ECDHE-ECDSA-AES128-SHA256"],
  [0xc024, "ECDHE-ECDSA-AES256-SHA384"],
  [0xc027, "ECDHE-RSA-AES128-SHA256"],
  [0xc028, "ECDHE-RSA-AES256-SHA384"],
  [0xc009, "ECDHE-ECDSA-AES128-SHA"],
  [0xc00a, "ECDHE-ECDSA-AES256-SHA"],
  [0xc013, "ECDHE-RSA-AES128-SHA"],
  [0xc014, "ECDHE-RSA-AES256-SHA"],
  [0x0067, "DHE-RSA-AES128-SHA256"],
  [0x006b, "DHE-RSA-AES256-SHA256"],
  [0x0033, "DHE-RSA-AES128-SHA"],
  [0x0039, "DHE-RSA-AES256-SHA"],
  [0x0045, "DHE-RSA-CAMELLIA128-SHA"],
  [0x0088, "DHE-RSA-CAMELLIA256-SHA"],
  [0xc072, "ECDHE-ECDSA-CAMELLIA128-SHA256"],
  [0xc076, "ECDHE-RSA-CAMELLIA128-SHA256"],
];

/** Key exchange by the certificate's RSA key, without forward secrecy. */
const withoutForwardSecrecy: readonly [number, string][] = [
  [0x009c, "AES128-GCM-SHA256"],
  [0x009d, "AES256-GCM-SHA384"],
  [0xc09c, "AES128-CCM"],
  [0xc09d, "AES256-CCM"],
  [0x003c, "AES128-SHA256"],
  [0x003d, "AES256-SHA256"],
  [0x002f, "AES128-SHA"],
  [0x0035, "AES256-SHA"],
  [0x0041, "CAMELLIA128-SHA"],
  [0x0084, "CAMELLIA256-SHA"],
];

/** Broken or missing encryption, and servers that nobody vouches for. */
const broken: readonly [number, string][] = [
  [0xc012, "ECDHE-RSA-DES-CBC3-SHA"],
  [0xc008, "ECDHE-ECDSA-DES-CBC3-SHA"],
  [0x0016, "DHE-RSA-DES-CBC3-SHA"],
  [0x000a, "DES-CBC3-SHA"],
  [0x0009, "DES-CBC-SHA"],
  [0xc011, "ECDHE-RSA-RC4-SHA"],
  [0xc007, "ECDHE-ECDSA-RC4-SHA"],
  [0x0005, "RC4-SHA"],
  [0x0004, "RC4-MD5"],
  [0x0008, "EXP-DES-CBC-SHA"],
  [0x0003, "EXP-RC4-MD5"],
  [0x0006, "EXP-RC2-CBC-MD5"],
  [0xc006, "ECDHE-ECDSA-NULL-SHA"],
  [0xc010, "ECDHE-RSA-NULL-SHA"],
  [0x003b, "NULL-SHA256"],
  [0x0002, "NULL-SHA"],
  [0x0001, "NULL-MD5"],
  [0x00a6, "ADH-AES128-GCM-SHA256"],
  [0x00a7, "ADH-AES256-GCM-SHA384"],
  [0x0034, "ADH-AES128-SHA"],
  [0x003a, "ADH-AES256-SHA"],
  [0xc018, "AECDH-AES128-SHA"],
  [0xc019, "AECDH-AES256-SHA"],
];

/** OpenSSL's names of the suites of TLS 1.2 and older, by number. */
export const suites: ReadonlyMap<number, string> = new Map([
  ...authenticated,
  ...blockChained,
  ...withoutForwardSecrecy,
  ...broken,
]);

/** Names of the suites of TLS 1.3 (RFC 8446 appendix B.4), by number. */
export const suitesOfTls13: ReadonlyMap<number, string> = new Map([
  [0x1301, "TLS_AES_128_GCM_SHA256"],
  [0x1302, "TLS_AES_256_GCM_SHA384"],
  [0x1303, "TLS_CHACHA20_POLY1305_SHA256"],
]);

/** OpenSSL's names of key exchange groups, by their numbers in IANA's registry. */
export const groups: ReadonlyMap<number, string> = new Map([
  [4588, "X25519MLKEM768"],
  [4587, "SecP256r1MLKEM768"],
  [4589, "SecP384r1MLKEM1024"],
  [29, "X25519"],
  [30, "X448"],
  [23, "prime256v1"],
  [24, "secp384r1"],
  [25, "secp521r1"],
  [22, "secp256k1"],
  [21, "secp224r1"],
  [19, "prime192v1"],
  [26, "brainpoolP256r1"],
  [27, "brainpoolP384r1"],
  [28, "brainpoolP512r1"],
  [9, "sect283k1"],
  [13, "sect571k1"],
  [256, "ffdhe2048"],
  [257, "ffdhe3072"],
  [258, "ffdhe4096"],
]);
