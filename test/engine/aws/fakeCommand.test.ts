import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { TestStack } from "../stack";

let aws: FakeAws;
beforeAll(async () => {
  aws = await fakeAwsEngine();
});
afterAll(() => aws.dispose());

const program = (stdin: string): string => `
const { remote } = require("@pulumi/command");
const pulumi = require("@pulumi/pulumi");
for (const host of ["10.0.0.1", "10.0.0.2"])
  new remote.Command(host, {
    connection: { host, proxy: { host: "198.51.100.1" } },
    create: "apply",
    delete: "destroy",
    stdin: pulumi.secret("${stdin}"),
  });
`;

test("writes down what would have been run, and fails where it is told to", async () => {
  await TestStack.use({ engine: aws.engine, program: program("a secret") }, async (stack) => {
    expect((await stack.up()).code).toBe(0);
    const created = { name: "10.0.0.1", host: "10.0.0.1", proxy: "198.51.100.1", operation: "create" };
    const ran = { command: "apply", stdinBytes: 8, failed: false };
    const one = aws.commands().filter(({ host }) => host === "10.0.0.1");
    expect(one).toEqual(["begin", "end"].map((event) => ({ event, ...created, ...ran })));
    expect(JSON.stringify(aws.commands()) + (await stack.exportText())).not.toContain("a secret");

    aws.commandsBehave({ failing: ["10.0.0.2"] });
    stack.setProgram(program("longer than before"));
    const failed = await stack.up();
    expect([failed.code, failed.text]).toEqual([
      1,
      expect.stringContaining("fake command: 10.0.0.2 was told to fail on 10.0.0.2") as string,
    ]);
    const last = aws.commands().filter(({ event, operation }) => event === "end" && operation === "update");
    expect(last.map(({ host, stdinBytes, failed }) => ({ host, stdinBytes, failed }))).toEqual(
      expect.arrayContaining([
        { host: "10.0.0.1", stdinBytes: 18, failed: false },
        { host: "10.0.0.2", stdinBytes: 18, failed: true },
      ]),
    );
    aws.commandsBehave({});
    expect((await stack.up()).code).toBe(0);
    expect((await stack.destroy()).code).toBe(0);
    expect(aws.commands().at(-1)).toMatchObject({ operation: "delete", command: "destroy" });
  });
});
