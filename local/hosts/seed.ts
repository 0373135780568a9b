import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { type AddressPlan, slotAddress, slotAddress6 } from "./addressPlan";

/** Where cloud-init's NoCloud source looks for what a cloud would tell the host. */
const SEED = "var/lib/cloud/seed/nocloud";

/** What a local host is told at its first boot, in place of a cloud's metadata service. */
export interface Seed {
  readonly userData: string;
  readonly instanceId: string;
  readonly hostname: string;
  readonly networkConfig: string;
}

/** Network configuration (netplan, version 2) of a slot. */
export function renderNetworkConfig(plan: AddressPlan, slot: number): string {
  return stringify({
    version: 2,
    ethernets: {
      eth0: {
        dhcp4: false,
        // Nobody sends router advertisements here; waiting for one would take 12 s at every boot.
        "accept-ra": false,
        addresses: [`${slotAddress(plan, slot)}/24`, `${slotAddress6(plan, slot)}/64`],
        routes: [{ to: "default", via: plan.gateway }],
      },
    },
  });
}

/** Writes the seed into a host's root folder; the user-data holds the private host key, so only root may read it. */
export function writeSeed(rootDir: string, seed: Seed): void {
  const folder = join(rootDir, SEED);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  const files = {
    "user-data": seed.userData,
    "meta-data": stringify({ "instance-id": seed.instanceId, "local-hostname": seed.hostname }),
    "network-config": seed.networkConfig,
  };
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(folder, file), content, { mode: 0o600 });
  }
}
