import type { Scanner } from "../model/scanner";
import { gixy } from "./gixy/scanner";
import { lynis } from "./lynis/scanner";
import { nmap } from "./nmap/scanner";
import { sshAudit } from "./sshAudit/scanner";
import { testssl } from "./testssl/scanner";

/** Every scanner that an audit can use. */
export const scanners: readonly Scanner[] = [testssl, sshAudit, nmap, gixy, lynis];
