import type { Kinds } from "../kind";
import { caches } from "./caches";
import { identity } from "./identity";
import { instances } from "./instances";
import { loadBalancers } from "./loadBalancers";
import { monitoring } from "./monitoring";
import { network } from "./network";
import { secrets } from "./secrets";
import { securityGroups } from "./securityGroups";
import { storage } from "./storage";
import { zones } from "./zones";

/** What AWS makes of the types that Portcullis uses. Others exist, too, with id and ARN. */
export const kinds: Kinds = {
  ...network,
  ...securityGroups,
  ...instances,
  ...identity,
  ...storage,
  ...monitoring,
  ...loadBalancers,
  ...zones,
  ...caches,
  ...secrets,
};
