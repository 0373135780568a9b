import { ensureEngine } from "../../local/engine";
import { TestStack } from "./stack";

test("runs a Node program", async () => {
  const engine = await ensureEngine({ plugins: "stand-in" });
  await TestStack.use(
    {
      engine,
      config: { plain: "p" },
      secrets: { key: "hush-hush" },
      program: `
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
console.log("printed by the program");
exports.plain = config.require("plain");
exports.key = config.requireSecret("key");
`,
    },
    async (stack) => {
      const run = await stack.up();
      expect(run.text).toContain("printed by the program");
      expect(run.code).toBe(0);
      expect(await stack.outputs()).toEqual({ plain: "p", key: "hush-hush" });
      expect(await stack.exportText()).not.toContain("hush-hush");
    },
  );
});
