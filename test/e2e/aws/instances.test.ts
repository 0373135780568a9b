import { connect } from "node:net";
import { join } from "node:path";
import { fakeAwsEngine, type FakeAws } from "../../engine/fakeAws";
import { TestStack } from "../../engine/stack";
import { projectRoot } from "../../../local/engine/projectRoot";
import { openEnvironment, type TestEnvironment } from "../support";
import { type Machines, serveMachines } from "./machines";

let test12: TestEnvironment;
let machines: Machines;
let aws: FakeAws;

beforeAll(async () => {
  test12 = await openEnvironment("instances");
  machines = await serveMachines(test12.environment);
  aws = await fakeAwsEngine("run");
});
afterAll(async () => {
  aws.dispose();
  await machines.close();
  await test12.dispose();
});

/** A host in a private subnet behind a bastion, and a command on it. */
const program = `
const pulumi = require("@pulumi/pulumi");
const ec2 = require("@pulumi/aws/ec2");
const tls = require("@pulumi/tls");
const { remote } = require("@pulumi/command");
const { renderUserData } = require("${join(projectRoot(), "dist/components/host/cloudInit")}");
const vpc = new ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" });
const subnet = new ec2.Subnet("subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
const ami = ec2.getAmiOutput({
  mostRecent: true,
  owners: ["136693071363"],
  filters: [{ name: "name", values: ["debian-12-amd64-*"] }],
}).id;
const client = new tls.PrivateKey("client", { algorithm: "ED25519" });
const host = (name) => {
  const key = new tls.PrivateKey(name + "-host-key", { algorithm: "ED25519" });
  const userData = pulumi
    .all([client.publicKeyOpenssh, key.privateKeyOpenssh, key.publicKeyOpenssh])
    .apply(([authorizedKey, private, public]) =>
      renderUserData({ hostname: name, authorizedKeys: [authorizedKey], hostKeys: { ed25519: { private, public } } }));
  const instance = new ec2.Instance(name, { ami, instanceType: "t3.micro", subnetId: subnet.id, userData });
  return { instance, hostKey: key.publicKeyOpenssh.apply((text) => text.trim()) };
};
const [bastion, inner] = [host("bastion"), host("inner")];
const address = new ec2.Eip("address", { instance: bastion.instance.id });
const login = { user: "admin", privateKey: client.privateKeyOpenssh };
const who = new remote.Command("who", {
  connection: {
    ...login,
    host: inner.instance.privateIp,
    hostKey: inner.hostKey,
    proxy: { ...login, host: address.publicIp, hostKey: bastion.hostKey },
  },
  create: "hostname; echo $SSH_CONNECTION",
});
exports.who = who.stdout;
exports.bastion = address.publicIp;
`;

/** Whether something answers on a host's SSH port. */
function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 22, timeout: 5000 });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on("connect", () => end(true));
    socket.on("timeout", () => end(false));
    socket.on("error", () => end(false));
  });
}

test("instances are hosts that have their user-data's name, account and host key", async () => {
  const engine = { ...aws.engine, env: { ...aws.engine.env, FAKE_AWS_MACHINES: machines.url } };
  await TestStack.use({ engine, config: { "aws:region": "eu-central-1" }, program }, async (stack) => {
    const { code, text } = await stack.up();
    expect([code, text]).toEqual([0, expect.anything()]);
    const { who, bastion } = (await stack.outputs()) as { who: string; bastion: string };
    // From the bastion, not from this machine.
    expect(who).toMatch(new RegExp(`^inner\\n${bastion.replaceAll(".", "\\.")} \\d+ `));
    expect(await answers(bastion)).toBe(true);
    expect((await stack.destroy()).code).toBe(0);
    expect(await answers(bastion)).toBe(false);
  });
});
