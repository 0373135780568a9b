import { dataStream, datasets } from "../events/datasets";
import type { LogDestination } from "./shippedHost";

const credential = (name: string): string => `\${CREDENTIALS_DIRECTORY}/${name}`;

/** TLS 1.2 is the floor (RFC 9325 section 3.1.1); `full` checks the name as well as the authority. */
const tls = {
  "ssl.enabled": true,
  "ssl.certificate_authorities": [credential("ca.pem")],
  "ssl.verification_mode": "full",
  "ssl.supported_protocols": ["TLSv1.2", "TLSv1.3"],
};

/** The output, as Filebeat's configuration has it. */
export function renderOutput({ hosts, apiKey }: LogDestination, namespace: string): object {
  const common = {
    hosts: apiKey === undefined ? hosts : hosts.map((host) => `https://${host}`),
    loadbalance: true,
    "backoff.init": "1s",
    "backoff.max": "30s",
    ...tls,
  };
  if (apiKey === undefined) {
    return {
      "output.logstash": {
        ...common,
        "ssl.certificate": credential("certificate.pem"),
        "ssl.key": credential("key.pem"),
      },
    };
  }
  return {
    "output.elasticsearch": {
      ...common,
      api_key: apiKey,
      index: "%{[data_stream.type]}-%{[data_stream.dataset]}-%{[data_stream.namespace]}",
      compression_level: 3,
      // Of 7.17 it is 50, which Elasticsearch spends more time on than on the events.
      bulk_max_size: 1000,
      // What Elasticsearch refuses is kept as text, where it can be looked at, and does not hold up the rest.
      "non_indexable_policy.dead_letter_index.index": dataStream(datasets.refused, namespace),
    },
  };
}
