import { PolicyPack } from "@pulumi/policy";
import { Pack } from "./core/pack";
import { listen } from "./core/wire";
import { rules } from "./rules";

const pack = new Pack({ rules });
listen((configuration) => pack.configure(configuration));
new PolicyPack("portcullis", { policies: pack.policies() });
