import type { Scanner } from "../model/scanner";
import { burp } from "./burp/scanner";
import { gixy } from "./gixy/scanner";
import { lynis } from "./lynis/scanner";
import { nmap } from "./nmap/scanner";
import { schemathesis } from "./schemathesis/scanner";
import { sshAudit } from "./sshAudit/scanner";
import { testssl } from "./testssl/scanner";
import { zap } from "./zap/scanner";

/** Every scanner that an audit can use. */
export const scanners: readonly Scanner[] = [testssl, sshAudit, nmap, gixy, lynis, schemathesis, zap, burp];
