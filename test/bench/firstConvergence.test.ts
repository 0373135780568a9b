import { renderEnvironment } from "../../components/environment/render";
import type { Bundle } from "../../components/host/bundle";
import { projectRoot } from "../../local/engine/projectRoot";
import { hostExec, type LocalHost } from "../../local/hosts";
import { openEnvironment, ssh, type TestEnvironment } from "../e2e/support";
import { engines } from "../engine/engines";
import { handWrittenScript } from "./handWritten";
import { LocalStacks } from "./localStack";
import { compare } from "./measure";

/** How much longer the first `pulumi up` of a host may take than a script that does the same without any care. */
const BOUND = 1.25;
const ROUNDS = 3;

/** The order in which the local stack brings its bundles into force. */
const ORDER = [
  "firewall",
  "ssh-server",
  "kernel",
  "time-sync",
  "automatic-updates",
  "demo-api",
  "gateway",
  "edge",
];
const LAST = ["certificates", "intrusion-prevention"];

let environment: TestEnvironment;
let stacks: LocalStacks;

beforeAll(async () => {
  environment = await openEnvironment("bench-convergence");
  stacks = await LocalStacks.open(environment.environment);
});
afterAll(async () => {
  await stacks?.close();
  await environment?.dispose();
});

function bundlesOf(host: LocalHost): Bundle[] {
  const bundles = Object.values(renderEnvironment(stacks.settings(host), projectRoot()))[0]!;
  const known = [...ORDER, ...LAST];
  const names = bundles.map(({ name }) => name);
  expect([...names].sort()).toEqual([...known].sort());
  return known.map((name) => bundles[names.indexOf(name)]!);
}

/** Fails where the host is not what both have to make of it: the same files, and the same services running. */
async function expectConverged(host: LocalHost, bundles: readonly Bundle[]): Promise<void> {
  // What is secret is made anew for each.
  const files = bundles.flatMap((bundle) => bundle.files).filter(({ secret }) => !secret);
  const units = bundles.flatMap((bundle) => (bundle.services ?? []).map(({ unit }) => unit));
  const { stdout } = await hostExec(host, ["cat", ...files.map(({ path }) => path)]);
  expect(stdout).toBe(files.map(({ content }) => content).join(""));
  const { code, stdout: states } = await hostExec(host, ["systemctl", "is-active", ...units]);
  if (code !== 0) throw new Error(`not all of ${units.join(", ")} are active:\n${states}`);
  const issuer = [
    "openssl",
    "x509",
    "-noout",
    "-issuer",
    "-in",
    "/etc/portcullis/tls/api.portcullis.test/fullchain.pem",
  ];
  expect((await hostExec(host, issuer)).stdout).toContain("Pebble");
}

test.each(engines())(
  `the first up with $name plugins takes at most ${BOUND} times a hand-written script`,
  async ({ name, ensure }) => {
    const engine = await ensure();
    let count = 0;
    /** A fresh host, whose making is not measured; it is stopped afterwards, so that it costs the others nothing. */
    const onFreshHost = async (run: (host: LocalHost) => Promise<void>): Promise<void> => {
      const host = await stacks.freshHost(`${name}-${++count}`);
      await run(host);
      await expectConverged(host, bundlesOf(host));
      await environment.environment.stopHost(host.name);
    };
    const [comparison] = await compare(
      {
        name: `first up of the local stack, ${name} plugins`,
        run: (measure) =>
          onFreshHost((host) =>
            stacks.use(engine, host, async (stack) => {
              const up = await measure(() => stack.up());
              if (up.code !== 0) throw new Error(up.text);
            }),
          ),
      },
      [
        {
          name: `a hand-written script over one connection, at most ${BOUND}`,
          run: (measure) =>
            onFreshHost(async (host) => {
              const input = handWrittenScript(bundlesOf(host));
              const done = await measure(() => ssh(host, "sudo -n sh -s", { input }));
              if (done.code !== 0) throw new Error(done.stdout + done.stderr);
            }),
        },
      ],
      ROUNDS,
    );
    process.stdout.write(`${comparison!.line}\n`);
    expect(comparison!.ratio).toBeLessThanOrEqual(BOUND);
  },
  900_000,
);
