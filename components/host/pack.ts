import { gunzipSync, gzipSync, strFromU8, strToU8 } from "fflate";

const packed = new Map<string, string>();

/**
 * A text for `base64 -d | gzip -dc`. The engine copies, compares and logs each bundle's text many times over, so that its
 * size is felt in every preview. The compression is plain JavaScript, as what Node's own gives differs between
 * processors, and each difference would change every bundle. What is packed is the same for every host: it is kept.
 */
export function pack(text: string): string {
  let result = packed.get(text);
  if (result === undefined) {
    result = Buffer.from(gzipSync(strToU8(text), { level: 9, mtime: 0 })).toString("base64");
    packed.set(text, result);
  }
  return result;
}

/** The text that {@link pack} packed. */
export function unpack(text: string): string {
  return strFromU8(gunzipSync(Buffer.from(text, "base64")));
}
