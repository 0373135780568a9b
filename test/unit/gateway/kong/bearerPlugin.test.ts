import { literal, runLua, withHandler } from "./lua";

const parts = { header: { alg: "ES256", kid: "k1" } as unknown, claims: {} as unknown, signature: 64 };

const encoded = (text: string): string => Buffer.from(text).toString("base64url");

/** A token of these parts; a part that is text is taken as it is. */
function token({ header, claims, signature }: typeof parts): string {
  const json = (value: unknown): string => encoded(typeof value === "string" ? value : JSON.stringify(value));
  return [json(header), json(claims), Buffer.alloc(signature, 1).toString("base64url")].join(".");
}

/** The status that a request with this Authorization header ends with. */
function judge(authorization: unknown): number {
  const pieces = [authorization].flat().flatMap((text) => String(text).split(/[ .]/));
  const texts = pieces.map((piece) => [piece, Buffer.from(piece, "base64url").toString("latin1")] as const);
  const documents = texts.flatMap(([, text]): [string, unknown][] => {
    try {
      return [[text, JSON.parse(text)]];
    } catch {
      return [];
    }
  });
  return Number(
    runLua(
      withHandler(
        "portcullis-bearer",
        `decoded = ${literal(Object.fromEntries(texts.filter(([piece]) => /^[\w-]+$/.test(piece))))}
         documents = ${literal(Object.fromEntries(documents))}
         headers = { authorization = ${literal(authorization)} }
         return tostring(phase("access", {}))`,
      ),
    ),
  );
}

const good = token(parts);

describe("a bearer token is led on to Kong", () => {
  test.each<[string, unknown]>([
    ["in compact form", `Bearer ${good}`],
    ["with the scheme in any case", `bEARER ${good}`],
    [
      "with an algorithm whose signatures have many lengths",
      `Bearer ${token({ ...parts, header: { alg: "RS256", kid: "k1" }, signature: 384 })}`,
    ],
    [
      "with Kong's only length of PS256",
      `Bearer ${token({ ...parts, header: { alg: "PS256", kid: "k1" }, signature: 256 })}`,
    ],
  ])("%s", (_, authorization) => expect(judge(authorization)).toBe(200));

  test("as is a call without any, which Kong answers with a challenge", () => {
    expect(judge(undefined)).toBe(200);
  });
});

describe("what Kong would fail at, or misread, is refused before", () => {
  test.each<[string, unknown]>([
    ["two headers", [`Bearer ${good}`, `Bearer ${good}`]],
    ["another scheme", `Basic ${good}`],
    ["no scheme", good],
    ["two tokens", `Bearer ${good} ${good}`],
    ["two blanks", `Bearer  ${good}`],
    ["something behind the token", `Bearer ${good} junk`],
    ["a fourth part", `Bearer ${good}.e30`],
    ["five parts, as an encrypted one has", `Bearer ${good}.e30.e30`],
    ["two parts", `Bearer ${good.split(".").slice(0, 2).join(".")}`],
    ["an empty signature", `Bearer ${good.split(".").slice(0, 2).join(".")}.`],
    ["64 KB", `Bearer ${token({ ...parts, claims: { pad: "x".repeat(65536) } })}`],
    ["base64 with padding", `Bearer ${good}=`],
    ["a header that is a number", `Bearer ${token({ ...parts, header: 7 })}`],
    ["a header that is a list", `Bearer ${token({ ...parts, header: ["ES256"] })}`],
    ["a header that is no JSON", `Bearer ${token({ ...parts, header: "{alg" })}`],
    ["claims that are text", `Bearer ${token({ ...parts, claims: '"x"' })}`],
    ["no kid", `Bearer ${token({ ...parts, header: { alg: "ES256" } })}`],
    ["an empty kid", `Bearer ${token({ ...parts, header: { alg: "ES256", kid: "" } })}`],
    ["a kid that is a number", `Bearer ${token({ ...parts, header: { alg: "ES256", kid: 7 } })}`],
    ["a kid that is an object", `Bearer ${token({ ...parts, header: { alg: "ES256", kid: { a: 1 } } })}`],
    ["a kid among the claims", `Bearer ${token({ ...parts, claims: { kid: "k1" } })}`],
    ["an alg that is no text", `Bearer ${token({ ...parts, header: { alg: ["ES256"], kid: "k1" } })}`],
    ["a short signature of ES256", `Bearer ${token({ ...parts, signature: 63 })}`],
    ["a DER signature of ES256", `Bearer ${token({ ...parts, signature: 71 })}`],
    [
      "a signature of ES384 with another length",
      `Bearer ${token({ ...parts, header: { alg: "ES384", kid: "k1" } })}`,
    ],
    [
      "a signature of PS256 with another length",
      `Bearer ${token({ ...parts, header: { alg: "PS256", kid: "k1" }, signature: 384 })}`,
    ],
  ])("%s", (_, authorization) => expect(judge(authorization)).toBe(401));
});

test("it runs before Kong's plugin jwt", () => {
  expect(
    Number(runLua(withHandler("portcullis-bearer", "return tostring(handler.PRIORITY)"))),
  ).toBeGreaterThan(1450);
});
