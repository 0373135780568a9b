import type { CommandEvent } from "../../fakes/command/recorder";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { environmentOf, useOwnStack } from "./ownStack";

let aws: FakeAws;
beforeEach(async () => {
  aws = await fakeAwsEngine();
});
afterEach(() => aws.dispose());

const SLOW_MS = 1500;

/** Hosts in the order in which they were worked on; one twice where it was left and taken up again. */
function order(events: CommandEvent[]): string[] {
  const hosts = events.map(({ name }) => /api-\d|bastion|logs/.exec(name)![0]);
  return hosts.filter((host, index) => host !== hosts[index - 1]);
}

/** The most hosts that were worked on at the same time. */
function atOnce(events: CommandEvent[]): number {
  const open: string[] = [];
  let most = 0;
  for (const { event, host } of events) {
    if (event === "begin") open.push(host);
    else open.splice(open.indexOf(host), 1);
    most = Math.max(most, new Set(open).size);
  }
  return most;
}

test("a change reaches one host after the other, and those behind one that fails stay as they are", async () => {
  const staging = environmentOf("staging");
  const environment = {
    ...staging,
    logging: undefined,
    aws: { ...staging.aws, logs: undefined, api: { ...staging.aws.api, count: 3 } },
  };
  const all = ["bastion", "api-1", "api-2", "api-3"];
  await useOwnStack(aws, "staging", environment, async (stack) => {
    let seen = 0;
    const events = (): CommandEvent[] => {
      const fresh = aws.commands().slice(seen);
      seen += fresh.length;
      return fresh;
    };
    expect((await stack.up()).code).toBe(0);
    const made = events();
    expect([order(made), atOnce(made)]).toEqual([all, 1]);

    // Longer than it takes the engine to get from one host to the next, where nothing makes it wait.
    aws.commandsBehave({ milliseconds: SLOW_MS });
    await stack.setEnvironment({ ...environment, kernel: { forwarding: true } });
    expect((await stack.up()).code).toBe(0);
    const changed = events();
    expect([order(changed), atOnce(changed)]).toEqual([all, 1]);

    await stack.setEnvironment(environment);
    aws.commandsBehave({ milliseconds: SLOW_MS, failing: ["api-2-kernel-apply"] });
    const failed = await stack.up();
    expect([failed.code, failed.text]).toEqual([1, expect.stringContaining("api-2-kernel-apply")]);
    expect(order(events())).toEqual(["bastion", "api-1", "api-2"]);

    aws.commandsBehave({ milliseconds: SLOW_MS });
    expect((await stack.up()).code).toBe(0);
    expect(order(events())).toEqual(["api-2", "api-3"]);

    await stack.setEnvironment({ ...environment, rollout: "parallel", kernel: { forwarding: true } });
    expect((await stack.up()).code).toBe(0);
    expect(atOnce(events())).toBe(3);
  });
});

test("what collects the logs comes after the hosts, and then what ships them, one after the other again", async () => {
  await useOwnStack(aws, "staging", environmentOf("staging"), async (stack) => {
    expect((await stack.up()).code).toBe(0);
    const made = aws.commands();
    const hosts = ["bastion", "api-1", "api-2", "logs"];
    expect([order(made), atOnce(made)]).toEqual([[...hosts, ...hosts], 1]);
  });
});
