import type { Rule } from "../../core/rule";
import { accessKey } from "./accessKey";
import { adminPolicy } from "./adminPolicy";
import { administratorAccess } from "./administratorAccess";
import { dataExposure } from "./dataExposure";
import { managedFullAccess } from "./managedFullAccess";
import { notAction } from "./notAction";
import { passwordAge } from "./passwordAge";
import { passwordComposition } from "./passwordComposition";
import { passwordLength } from "./passwordLength";
import { passwordReuse } from "./passwordReuse";
import { privilegeEscalation } from "./privilegeEscalation";
import { roleTrust } from "./roleTrust";
import { roleTrustAccount } from "./roleTrustAccount";
import { roleTrustFederated } from "./roleTrustFederated";
import { rootAccessKey } from "./rootAccessKey";
import { user } from "./user";
import { userPolicy } from "./userPolicy";
import { wildcardAction } from "./wildcardAction";
import { wildcardResource } from "./wildcardResource";

/** Rules on identities and their permissions (IAM). */
export const identityRules: readonly Rule[] = [
  adminPolicy,
  administratorAccess,
  roleTrust,
  rootAccessKey,
  notAction,
  privilegeEscalation,
  dataExposure,
  roleTrustFederated,
  wildcardAction,
  wildcardResource,
  managedFullAccess,
  userPolicy,
  accessKey,
  passwordLength,
  user,
  roleTrustAccount,
  passwordReuse,
  passwordComposition,
  passwordAge,
];
