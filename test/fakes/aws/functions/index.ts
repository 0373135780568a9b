import type { Properties } from "../../../../local/plugins/provider/propertyValue";
import type { Cloud } from "../cloud";
import type { ProviderConfig } from "../config";
import { ACCOUNT_ID, arn } from "../identifiers";

/** Answers a call of a program. */
export type AwsFunction = (args: Properties, config: ProviderConfig, cloud: Cloud) => Properties;

/** The functions that are answered, by token. */
export const functions: Readonly<Record<string, AwsFunction>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    id: ACCOUNT_ID,
    accountId: ACCOUNT_ID,
    arn: arn("iam", "", "user/deployer"),
    userId: "AIDAFAKEFAKEFAKEFAKE0",
  }),
  "aws:index/getPartition:getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
};
