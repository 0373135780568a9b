import { PolicyPack } from "@pulumi/policy";
import { toPolicy } from "./core/policy";
import { Undecidable } from "./core/undecidable";
import { listen } from "./core/wire";
import { rules } from "./rules";

listen();
const undecidable = new Undecidable();
new PolicyPack("portcullis", {
  policies: [...rules.map((rule) => toPolicy(rule, undecidable)), undecidable.policy()],
});
