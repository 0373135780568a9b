import type { Match } from "./definition";
import type { TokenFamily } from "./families";

/** A part of a token, base64url. */
const some = "[A-Za-z0-9_-]+";
const any = "[A-Za-z0-9_-]*";

/** Base64 of a text in the three ways in which it can lie across the groups of three bytes. */
function encodings(text: string): string {
  const variants = [0, 1, 2].map((before) => {
    const encoded = Buffer.from(`${"\0".repeat(before)}${text}`).toString("base64url");
    // The first characters mix in the bytes before, the last one those behind.
    const tail = (before + Buffer.byteLength(text)) % 3 === 0 ? encoded.length : encoded.length - 1;
    return encoded.slice([0, 2, 3][before], tail);
  });
  return `(?:${variants.join("|")})`;
}

const algorithms: Readonly<Record<TokenFamily, string>> = {
  rsa: encodings('"alg":"RS'),
  ecdsa: encodings('"alg":"ES'),
  hmac: encodings('"alg":"HS'),
};
const keyId = encodings('"kid":"');

/**
 * A bearer token whose header names an algorithm of the family. It only leads a token to the gate that verifies its kind:
 * one that is led astray is refused there.
 */
export function tokenMatch(family: TokenFamily): Match {
  return { match_rx: `^Bearer ${any}${algorithms[family]}${any}\\.${some}\\.${some}$` };
}

/**
 * A bearer token whose header also names a key, without which Tyk drops the connection, and whose claims name the issuer,
 * where several could be meant. It leads like {@link tokenMatch} does, and proves as little.
 *
 * @param family - kind of the signature
 * @param issuer - what `iss` is. Default: it need not be known
 */
export function accessTokenMatch(family: TokenFamily, issuer?: string): Match {
  const algorithm = algorithms[family];
  const header = `(?:${any}${algorithm}${any}${keyId}${any}|${any}${keyId}${any}${algorithm}${any})`;
  const claims = issuer === undefined ? some : `${any}${encodings(`"iss":"${issuer}"`)}${any}`;
  return { match_rx: `^Bearer ${header}\\.${claims}\\.${some}$` };
}
