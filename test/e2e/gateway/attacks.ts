import { createPublicKey } from "node:crypto";
import { apiKeys, claims, ec, otherEc, pem, rsa } from "./tykPlan";
import { from, token } from "./tokens";

/** What a call is made with. */
export interface Ask {
  token?: string;
  apiKey?: string;
  headers?: string[];
  body?: string;
}

/** Claims that are in order. */
export const good1 = claims("batch");
const without = (name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(good1).filter(([key]) => key !== name));
/** A token of the consumer `batch`, signed with its own key. */
export const es = (parts: Record<string, unknown>, header: Record<string, unknown> = {}): string =>
  token({ alg: "ES256", kid: "batch-1", ...header }, parts, ec.privateKey);
/** Calls that prove nobody, and the answer: 403 where the signature or key is at fault: Tyk has no other answer for it. */
export const attacks: Record<string, [status: number, make: () => Ask]> = {
  "alg none": [401, (): Ask => ({ token: token({ alg: "none", kid: "batch-1" }, good1, "") })],
  "alg none, spelled otherwise": [
    401,
    (): Ask => ({ token: token({ alg: "nOnE", kid: "batch-1" }, good1, "", "none") }),
  ],
  "HS256 with the RSA public key": [
    403,
    (): Ask => ({ token: token({ alg: "HS256", kid: "partner-1" }, claims("partner"), pem(rsa.publicKey)) }),
  ],
  "HS256 with an empty secret and the id of an API key": [
    403,
    (): Ask => ({ token: token({ alg: "HS256", kid: apiKeys.reader }, claims("reader"), "") }),
  ],
  "another's key": [
    403,
    (): Ask => ({ token: token({ alg: "ES256", kid: "batch-1" }, good1, otherEc.privateKey) }),
  ],
  "ES256 for a key of RS256": [
    403,
    (): Ask => ({ token: token({ alg: "ES256", kid: "partner-1" }, good1, ec.privateKey) }),
  ],
  "the name of another consumer": [401, (): Ask => ({ token: es({ ...good1, iss: "legacy" }) })],
  expired: [401, (): Ask => ({ token: es({ ...good1, exp: from(-1) }) })],
  "not valid yet": [401, (): Ask => ({ token: es({ ...good1, nbf: from(120) }) })],
  "no exp": [401, (): Ask => ({ token: es(without("exp")) })],
  "no exp, and a header of its own": [
    401,
    (): Ask => ({ token: es(without("exp")), headers: ["X-Portcullis-Expires", "1999999999"] }),
  ],
  "no nbf": [401, (): Ask => ({ token: es(without("nbf")) })],
  "exp as text": [401, (): Ask => ({ token: es({ ...good1, exp: "never" }) })],
  "wrong aud": [401, (): Ask => ({ token: es({ ...good1, aud: "elsewhere" }) })],
  "no aud": [401, (): Ask => ({ token: es(without("aud")) })],
  "no iss": [401, (): Ask => ({ token: es(without("iss")) })],
  "unknown kid": [403, (): Ask => ({ token: es(good1, { kid: "nobody" }) })],
  "no kid": [403, (): Ask => ({ token: token({ alg: "ES256" }, good1, ec.privateKey) })],
  "kid as a path": [403, (): Ask => ({ token: es(good1, { kid: "../../../../dev/null" }) })],
  "kid that breaks out of the key's wrapper": [
    403,
    (): Ask => ({ token: es(good1, { kid: 'batch-1","h":"murmur32' }) }),
  ],
  "kid with Redis commands": [403, (): Ask => ({ token: es(good1, { kid: "x\r\nFLUSHALL\r\n" }) })],
  "another's key by jku and x5u": [
    403,
    (): Ask => ({
      token: token(
        {
          alg: "ES256",
          kid: "nobody",
          jku: "http://127.0.0.1:8080/openapi.json",
          x5u: "http://127.0.0.1:8080/",
        },
        good1,
        otherEc.privateKey,
      ),
    }),
  ],
  "another's key in the header": [
    403,
    (): Ask => ({
      token: token(
        { alg: "ES256", kid: "batch-1", jwk: createPublicKey(otherEc.privateKey).export({ format: "jwk" }) },
        good1,
        otherEc.privateKey,
      ),
    }),
  ],
  "data behind the token": [401, (): Ask => ({ token: `${es(good1)}.e30` })],
  "two headers of which one is no token": [
    401,
    (): Ask => ({ token: es(good1), headers: ["Authorization", "Basic eDp5"] }),
  ],
  "token in the query": [401, (): Ask => ({})],
  "no scheme": [401, (): Ask => ({ headers: ["Authorization", es(good1)] })],
  "key id as an API key": [401, (): Ask => ({ apiKey: "batch-1" })],
};
