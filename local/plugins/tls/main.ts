/**
 * Stand-in for Pulumi's plugin `tls`, for machines that cannot download the real one. Same inputs, outputs and rules
 * for replacement; the same conformance tests run against both (test/engine/conformance).
 */
import { serveProvider } from "../provider/provider";
import { standIn } from "../provider/standIn";
import { certRequest } from "./certRequest";
import { getPublicKey } from "./getPublicKey";
import { locallySignedCert } from "./locallySignedCert";
import { privateKey } from "./privateKey";
import { selfSignedCert } from "./selfSignedCert";

void serveProvider(
  standIn({
    version: "5.6.1",
    resources: {
      "tls:index/privateKey:PrivateKey": privateKey,
      "tls:index/certRequest:CertRequest": certRequest,
      "tls:index/selfSignedCert:SelfSignedCert": selfSignedCert,
      "tls:index/locallySignedCert:LocallySignedCert": locallySignedCert,
    },
    functions: { "tls:index/getPublicKey:getPublicKey": getPublicKey },
  }),
);
