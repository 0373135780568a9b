import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../../local/engine/projectRoot";
import { newKeyPair } from "../../../local/hosts/keys";
import type { FakeAws } from "../fakeAws";
import { type StackRun, TestStack } from "../stack";

/** The parts of a stack's environment that these tests look at or change. */
export interface Environment {
  adminRanges: string[];
  rollout?: "rolling" | "parallel";
  kernel?: object;
  aws: {
    deletionProtection?: boolean;
    api: { count?: number; host: { instanceType: string } };
    dns: { zoneId: string };
  };
  gateway: { apis: { orders: { openApi: string } } };
}

/** One of the project's own stacks in a fake cloud. */
export interface OwnStack extends TestStack {
  /** Gives it another environment for the next run. */
  setEnvironment(environment: Environment): Promise<void>;
}

const SETTINGS = "portcullis:environment";

/** Names the secret key that logs in to the hosts. */
export const SSH_KEY = "portcullis:sshPrivateKey";

/** The environment of one of the project's own stacks, as its file says. */
export function environmentOf(stack: string): Environment {
  const root = projectRoot();
  const { config } = parse(readFileSync(join(root, `Pulumi.${stack}.yaml`), "utf8")) as {
    config: Record<typeof SETTINGS, Environment>;
  };
  const environment = config[SETTINGS];
  const { orders } = environment.gateway.apis;
  // The program's folder is another one here.
  orders.openApi = join(root, orders.openApi);
  return environment;
}

/**
 * Makes the project's program a stack, checked with the project's policies, in a cloud that has its hosted zone. Destroys
 * it afterwards.
 *
 * @param name - of the stack, which policies go by, too
 */
export async function useOwnStack(
  aws: FakeAws,
  name: string,
  environment: Environment,
  work: (stack: OwnStack) => Promise<void>,
): Promise<void> {
  const root = projectRoot();
  const { zoneId } = environment.aws.dns;
  aws.exists({
    type: "aws:route53/zone:Zone",
    id: zoneId,
    region: "",
    properties: { zoneId, name: "example.com", arn: `arn:aws:route53:::hostedzone/${zoneId}` },
  });
  const options = {
    engine: aws.engine,
    name,
    policyPack: join(root, "policies"),
    program: `module.exports = require(${JSON.stringify(join(root, "dist/index.js"))});`,
    config: { [SETTINGS]: JSON.stringify(environment) },
    secrets: { [SSH_KEY]: newKeyPair("operator").private },
    // The state is written at the end of a run, not after each of its thousand steps: of a stack as large as these, six
    // sevenths of an update's time went into that.
    env: { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" },
  };
  await TestStack.use(options, (stack) =>
    work(
      Object.assign(stack, {
        setEnvironment: (next: Environment) => stack.setConfig(SETTINGS, JSON.stringify(next)),
      }),
    ),
  );
}

/** What a run did, the unchanged left out, in alphabetical order: `update aws:ec2/instance:Instance api-1`. */
export function changes({ steps }: StackRun): string[] {
  return steps
    .filter(({ op }) => op !== "same")
    .map(({ op, type, name }) => `${op} ${type} ${name}`)
    .sort();
}

/** Violations of the policy pack, those that stop a run and those that don't. */
export function violations({ text }: StackRun): string[] {
  return [...text.matchAll(/\[(?:mandatory|advisory)\] .*/g)].map(([line]) => line);
}
