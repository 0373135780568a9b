import type { Problem } from "../problems";
import type { ResolvedAwsRedis } from "../types";

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const minutesADay = 24 * 60;
const minutesAWeek = 7 * minutesADay;
const leastMinutes = 60;

/** Minutes since Monday, 0:00, or since 0:00 without a day. */
function minutes(time: string): number {
  const [minute, hour, day] = time.split(":").reverse();
  return Math.max(0, days.indexOf(day ?? "")) * minutesADay + Number(hour) * 60 + Number(minute);
}

/** When a window opens, and for how long, in a cycle of this many minutes. */
function parse(window: string, cycle: number): { start: number; length: number } {
  const [start, end] = window.split("-").map(minutes) as [number, number];
  return { start, length: (end - start + cycle) % cycle };
}

/** ElastiCache refuses windows of less than an hour, and such as overlap. */
export function windowsSuitElastiCache(settings: ResolvedAwsRedis): Problem[] {
  const { maintenanceWindow, snapshotWindow } = settings;
  const maintenance = parse(maintenanceWindow, minutesAWeek);
  const snapshot = parse(snapshotWindow, minutesADay);
  const short = [
    { key: "maintenanceWindow", window: maintenanceWindow, ...maintenance },
    { key: "snapshotWindow", window: snapshotWindow, ...snapshot },
  ].filter(({ length }) => length < leastMinutes);
  if (short.length > 0)
    return short.map(({ key, window }) => ({
      path: [key],
      message: `must be of ${leastMinutes} minutes at least (got "${window}")`,
    }));
  const apart = (snapshot.start - maintenance.start + minutesAWeek) % minutesADay;
  // Whichever of them begins first has to be over when the other one does.
  if (apart >= maintenance.length && minutesADay - apart >= snapshot.length) return [];
  return [
    {
      path: ["snapshotWindow"],
      message: `must not overlap maintenanceWindow, "${maintenanceWindow}" (got "${snapshotWindow}")`,
    },
  ];
}
