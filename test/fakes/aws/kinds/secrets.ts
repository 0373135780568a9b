import { arn, digits, uuid } from "../identifiers";
import { holds, names, text, type Kinds } from "../kind";
import { ALIAS, KEY, ROLE } from "./tokens";

const SECRET = "aws:secretsmanager/secret:Secret";

/** Parameters, secrets and snapshot schedules. Source: ForceNew in the Terraform provider for AWS (internal/service/ssm, secretsmanager, dlm). */
export const secrets: Kinds = {
  "aws:ssm/parameter:Parameter": {
    references: { keyId: names(KEY, ALIAS) },
    id: ({ inputs }) => text(inputs.name),
    arn: ({ region, id }) => arn("ssm", region, `parameter${id.startsWith("/") ? "" : "/"}${id}`),
    computed: () => ({ version: 1 }),
  },
  [SECRET]: {
    references: { kmsKeyId: names(KEY, ALIAS) },
    id: ({ region, inputs, urn, serial }) =>
      arn("secretsmanager", region, `secret:${text(inputs.name)}-${digits(6, urn, serial)}`),
    arn: ({ id }) => id,
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    replacing: ["secretBinary", "secretId", "secretString"],
    references: { secretId: holds(SECRET) },
    id: ({ inputs, urn, serial }) => `${text(inputs.secretId)}|${uuid(urn, serial)}`,
    arn: ({ inputs }) => text(inputs.secretId),
    computed: ({ urn, serial }) => ({ versionId: uuid(urn, serial) }),
  },
  "aws:dlm/lifecyclePolicy:LifecyclePolicy": {
    replacing: ["defaultPolicy"],
    references: { executionRoleArn: holds(ROLE) },
    id: ({ urn, serial }) => `policy-${digits(17, urn, serial)}`,
    arn: ({ region, id }) => arn("dlm", region, `policy/${id}`),
  },
};
