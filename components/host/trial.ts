import * as pulumi from "@pulumi/pulumi";
import { setTimeout as delay } from "node:timers/promises";

/** How the applier begins whatever it says: an error that holds it came over a connection that got through. */
const applierSays = "portcullis: ";
/** What it says when it has put a bundle on trial once more, and only a new connection can confirm it. */
const onTrialAgain = "is on trial again";

/**
 * What to do when the second connection to a host with a bundle on trial fails: where it did not get through, wait until
 * the host has undone the change and ask it for the reason, which is then the update's error; where the host put the
 * bundle on trial once more, connect anew.
 *
 * @param name - name of the resource, unique in the stack
 * @param trialSeconds - how long the trial lasts
 */
export function secondConnectionHook(name: string, trialSeconds: pulumi.Output<number>): pulumi.ErrorHook {
  return new pulumi.ErrorHook(name, async ({ errors }) => {
    const [latest = ""] = errors;
    if (latest.includes(onTrialAgain)) return true;
    if (latest.includes(applierSays)) return false;
    const unreached = errors.findIndex((error) => error.includes(onTrialAgain));
    // Once for each trial: a host that stays silent after it is down, not locked.
    if ((unreached === -1 ? errors.length : unreached) > 1) return false;
    const seconds = await new Promise<number>((resolve) => trialSeconds.apply(resolve));
    await pulumi.log.warn(
      `${name}: no new connection gets through after this change. The host undoes it by itself within ${seconds} s; waiting to ask it for the reason.`,
    );
    await delay((seconds + 2) * 1000);
    return true;
  });
}
