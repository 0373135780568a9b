import { GeneralName } from "@peculiar/asn1-x509";
import { isIP } from "node:net";
import type { Properties } from "../provider/propertyValue";

/** Subject alternative names (RFC 5280, section 4.2.1.6) from a resource's inputs. */
export function alternativeNames(inputs: Properties): GeneralName[] {
  const texts = (name: string): string[] => (inputs[name] ?? []) as string[];
  return [
    ...texts("dnsNames").map((dNSName) => new GeneralName({ dNSName })),
    ...texts("ipAddresses").map((iPAddress) => {
      if (isIP(iPAddress) === 0)
        throw new Error(`Invalid IP address: Failed to parse ${JSON.stringify(iPAddress)}`);
      return new GeneralName({ iPAddress });
    }),
    ...texts("uris").map((uniformResourceIdentifier) => new GeneralName({ uniformResourceIdentifier })),
  ];
}
