/**
 * Processor time that some work took, in milliseconds. Unlike the time on the clock, it doesn't grow with what else the
 * machine does.
 */
export function processorTime(work: () => void): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}
