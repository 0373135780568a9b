/**
 * Renders a systemd timer, for the service of the same name.
 *
 * @param description - what it does, and when
 * @param schedule - lines of section [Timer], such as `OnCalendar=*:0/5`
 */
export function renderTimer(description: string, schedule: readonly string[]): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    `Description=${description}`,
    "",
    "[Timer]",
    ...schedule,
    "",
    "[Install]",
    "WantedBy=timers.target",
    "",
  ].join("\n");
}

/** Lines of section [Timer] for what a host measures of itself every five minutes. Hosts do not all come at once. */
export function everyFiveMinutes(first: string): string[] {
  return [`OnActiveSec=${first}`, "OnCalendar=*:0/5", "RandomizedDelaySec=30s", "AccuracySec=1s"];
}
