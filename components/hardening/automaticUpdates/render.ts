import type { Bundle } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import type { ResolvedAutomaticUpdates } from "../../model/types";
import { dnfAutomatic } from "./dnfAutomatic";
import { unattendedUpgrades } from "./unattendedUpgrades";

/** Renders the automatic updates of the platform's own package manager. */
export function renderAutomaticUpdates(settings: ResolvedAutomaticUpdates, platform: Platform): Bundle {
  return platform.family === "debian" ? unattendedUpgrades(settings, platform) : dnfAutomatic(settings);
}
