import { gunzipSync, gzipSync, strFromU8, strToU8 } from "fflate";

/**
 * A text for `base64 -d | gzip -dc`. The engine copies, compares and logs each bundle's text many times over, so that its
 * size is felt in every preview. The compression is plain JavaScript, as what Node's own gives differs between
 * processors, and each difference would change every bundle.
 */
export function pack(text: string): string {
  return Buffer.from(gzipSync(strToU8(text), { level: 9, mtime: 0 })).toString("base64");
}

const packedPrograms = new Map<string, string>();

/** The same for a program, which is no secret and goes to many hosts: what comes of it is kept. */
export function packProgram(text: string): string {
  const packed = packedPrograms.get(text) ?? pack(text);
  packedPrograms.set(text, packed);
  return packed;
}

/** The text that {@link pack} packed. */
export function unpack(text: string): string {
  return strFromU8(gunzipSync(Buffer.from(text, "base64")));
}
