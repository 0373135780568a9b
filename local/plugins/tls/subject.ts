import { AsnConvert } from "@peculiar/asn1-schema";
import { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } from "@peculiar/asn1-x509";
import type { Properties } from "../provider/propertyValue";

/** The parts of a subject with their object identifiers, in the order in which certificates list them. */
const PARTS = [
  ["country", "2.5.4.6"],
  ["province", "2.5.4.8"],
  ["locality", "2.5.4.7"],
  ["streetAddresses", "2.5.4.9"],
  ["postalCode", "2.5.4.17"],
  ["organization", "2.5.4.10"],
  ["organizationalUnit", "2.5.4.11"],
  ["commonName", "2.5.4.3"],
  ["serialNumber", "2.5.4.5"],
  ["emailAddress", "1.2.840.113549.1.9.1"],
] as const;

const EMAIL = "1.2.840.113549.1.9.1";

/** Characters of a PrintableString (X.680) that all software accepts in one. */
const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?]*$/;

function attribute(type: string, text: string): AttributeTypeAndValue {
  const value = new AttributeValue(
    type === EMAIL
      ? { ia5String: text }
      : PRINTABLE.test(text)
        ? { printableString: text }
        : { utf8String: text },
  );
  return new AttributeTypeAndValue({ type, value });
}

/** One part of a name. Its values form a SET OF, which DER wants sorted (X.690, section 11.6). */
function relativeName(type: string, values: string[]): RelativeDistinguishedName {
  const encoded = (pair: AttributeTypeAndValue): Buffer => Buffer.from(AsnConvert.serialize(pair));
  const pairs = values.map((text) => attribute(type, text));
  return new RelativeDistinguishedName(pairs.sort((a, b) => Buffer.compare(encoded(a), encoded(b))));
}

/** A distinguished name from the plugin's input `subject`. Several values of one part share one relative name. */
export function toName(subject: Properties | undefined): Name {
  const relative = PARTS.flatMap(([part, type]) => {
    const values = [subject?.[part] ?? []].flat() as string[];
    return values.length === 0 ? [] : [relativeName(type, values)];
  });
  return new Name(relative);
}

/**
 * A certificate request's subject as it goes into the certificate: the known parts, put into order. An e-mail address
 * is left out, as by the real plugin.
 */
export function normalizedName(name: Name): Name {
  const relative = PARTS.filter(([, type]) => type !== EMAIL).flatMap(([, type]) => {
    const values = name.flatMap((part) =>
      part.filter((pair) => pair.type === type).map(({ value }) => value.toString()),
    );
    return values.length === 0 ? [] : [relativeName(type, values)];
  });
  return new Name(relative);
}
