import { UNKNOWN, type Properties } from "../../../../local/plugins/provider/propertyValue";
import type { Failure } from "../../../../local/plugins/provider/resourceType";
import { arn, digits, uuid } from "../identifiers";
import { holds, text, type Kinds, type Making } from "../kind";
import { checkPolicy } from "../policyDocument";
import { ALIAS, KEY, ROLE } from "./tokens";

const POLICY = "aws:iam/policy:Policy";
const byName = ({ inputs }: Making): string => text(inputs.name);
const path = (inputs: Properties): string => text(inputs.path) || "/";

/** IAM's names (API reference: CreateRole, CreatePolicy, CreateInstanceProfile). */
function checkName(longest: number) {
  return ({ name }: Properties): Failure[] =>
    typeof name !== "string" || name === UNKNOWN || new RegExp(`^[\\w+=,.@-]{1,${longest}}$`).test(name)
      ? []
      : [
          {
            property: "name",
            reason: `name ${name}: IAM takes at most ${longest} letters, digits and _+=,.@-`,
          },
        ];
}

/** IAM and KMS. Sources: ForceNew in the Terraform provider for AWS (internal/service/iam, kms), IAM and KMS quotas. */
export const identity: Kinds = {
  [ROLE]: {
    replacing: ["path"],
    id: byName,
    arn: ({ inputs }) => arn("iam", "", `role${path(inputs)}${text(inputs.name)}`),
    computed: ({ urn, serial }) => ({ uniqueId: `AROA${digits(16, urn, serial).toUpperCase()}`, path: "/" }),
    check: (inputs) => [...checkName(64)(inputs), ...checkPolicy("assumeRolePolicy", "trust", 2048)(inputs)],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    replacing: ["role"],
    references: { role: holds(ROLE) },
    id: ({ inputs }) => `${text(inputs.role)}:${text(inputs.name)}`,
    check: (inputs) => [...checkName(128)(inputs), ...checkPolicy("policy", "identity", 10_240)(inputs)],
  },
  [POLICY]: {
    replacing: ["description", "path"],
    id: ({ inputs }) => arn("iam", "", `policy${path(inputs)}${text(inputs.name)}`),
    arn: ({ id }) => id,
    computed: ({ urn, serial }) => ({ policyId: `ANPA${digits(16, urn, serial).toUpperCase()}`, path: "/" }),
    check: (inputs) => [...checkName(128)(inputs), ...checkPolicy("policy", "identity", 6144)(inputs)],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    replacing: ["policyArn", "role"],
    references: { role: holds(ROLE) },
    id: ({ inputs }) => `${text(inputs.role)}/${text(inputs.policyArn)}`,
    admit: ({ inputs, state }) => {
      const policy = text(inputs.policyArn);
      const exists =
        /^arn:aws:iam::aws:policy\/[\w/+=,.@-]+$/.test(policy) ||
        state.resources.some(({ type, id }) => type === POLICY && id === policy);
      if (!exists) throw new Error(`NoSuchEntity: there is no policy ${policy}`);
    },
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    replacing: ["path"],
    references: { role: holds(ROLE) },
    id: byName,
    arn: ({ inputs }) => arn("iam", "", `instance-profile${path(inputs)}${text(inputs.name)}`),
    check: checkName(128),
  },
  [KEY]: {
    replacing: ["customerMasterKeySpec", "customKeyStoreId", "keyUsage", "multiRegion", "xksKeyId"],
    id: ({ urn, serial }) => uuid(urn, serial),
    arn: ({ region, id }) => arn("kms", region, `key/${id}`),
    computed: ({ id }) => ({
      keyId: id,
      keyUsage: "ENCRYPT_DECRYPT",
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    }),
    check: (inputs) => {
      const failures = checkPolicy("policy", "resource", 32_768)(inputs);
      const days = inputs.deletionWindowInDays;
      if (typeof days === "number" && (days < 7 || days > 30))
        failures.push({
          property: "deletionWindowInDays",
          reason: `deletionWindowInDays ${days} is not 7 to 30`,
        });
      if (inputs.enableKeyRotation === true && text(inputs.customerMasterKeySpec).match(/^(RSA|ECC|HMAC)/))
        failures.push({ property: "enableKeyRotation", reason: "only symmetric keys can be rotated by AWS" });
      return failures;
    },
  },
  [ALIAS]: {
    replacing: [],
    references: { targetKeyId: holds(KEY) },
    id: byName,
    arn: ({ region, id }) => arn("kms", region, id),
    computed: ({ inputs, state }) => {
      const key = state.resources.find(({ id, properties }) =>
        [id, properties.arn].includes(text(inputs.targetKeyId)),
      );
      return { targetKeyArn: text(key?.properties.arn) };
    },
    check: ({ name }) =>
      name === UNKNOWN || /^alias\/(?!aws\/)[\w/-]{1,250}$/.test(text(name))
        ? []
        : [
            {
              property: "name",
              reason: `name ${text(name)} must be alias/ and letters, digits, /_-, not alias/aws/`,
            },
          ],
  },
  "aws:kms/keyPolicy:KeyPolicy": {
    replacing: ["keyId"],
    references: { keyId: holds(KEY) },
    id: ({ inputs }) => text(inputs.keyId),
    check: checkPolicy("policy", "resource", 32_768),
  },
};
