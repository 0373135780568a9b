import { PolicyPack } from "@pulumi/policy";
import { Pack } from "./core/pack";
import { listen } from "./core/wire";
import { RECORD, recorder } from "./report/record";
import { rules } from "./rules";

const record = process.env[RECORD];
const pack = new Pack({ rules, ...(record && { record: recorder(record) }) });
listen((configuration) => pack.configure(configuration));
new PolicyPack("portcullis", { policies: pack.policies() });
