import { type Example, type Examples, policy, properties, UNKNOWN } from "./rule";

/** Holds for requests without TLS. */
export const PLAIN = { Bool: { "aws:SecureTransport": "false" } };

/** A policy of a resource that lets a principal do something. */
export const lets = (Principal: unknown, more: Record<string, unknown> = {}): Example =>
  properties({ policy: policy({ Effect: "Allow", Principal, Action: "*", Resource: "*", ...more }) });

/** Who may use a resource by its own policy: the same question of buckets, keys and topics. */
export const notEverybody: Examples = {
  fails: [
    ["policy.Statement[0].Principal", lets("*")],
    ["policy.Statement[0].Principal.AWS[0]", lets({ AWS: ["*"] })],
    [
      "policy.Statement[0].Principal",
      lets("*", { Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }),
    ],
    ["policy.Statement[0].Principal", lets("*", { Condition: PLAIN })],
    [
      "policy.Statement[1].Principal",
      properties({
        policy: { Statement: [{ Effect: UNKNOWN }, { Effect: "Allow", Principal: "*", Action: "*" }] },
      }),
    ],
  ],
  passes: [
    lets({ Service: "cloudwatch.amazonaws.com" }),
    lets({ AWS: "arn:aws:iam::123456789012:root" }),
    lets("*", { Condition: { StringEquals: { "AWS:SourceOwner": "123456789012" } } }),
    lets({ AWS: "*" }, { Condition: { StringEquals: { "kms:CallerAccount": "123456789012" } } }),
    lets("*", {
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:*" } },
    }),
    lets("*", { Condition: { IpAddress: { "aws:SourceIp": ["192.0.2.0/24"] } } }),
    properties({ policy: policy({ Effect: "Deny", Principal: "*", Action: "*", Condition: PLAIN }) }),
    properties({}),
  ],
  unknown: [properties({ policy: UNKNOWN })],
};
