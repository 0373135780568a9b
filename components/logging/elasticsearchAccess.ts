import type * as pulumi from "@pulumi/pulumi";

/** How a service of the environment reaches Elasticsearch. */
export interface ElasticsearchAccess {
  /** HTTPS URLs of its nodes, at least one, such as `https://logs-1.example.internal:9200`. */
  urls: pulumi.Input<pulumi.Input<string>[]>;
  /** Certificate of the authority that signed theirs, PEM (RFC 7468). */
  authority: pulumi.Input<string>;
}
