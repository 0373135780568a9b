import { X509Certificate } from "node:crypto";
import { Resolver } from "node:dns/promises";
import { runCommand } from "../../../local/hosts";
import { withEnvironment } from "../support";

const NAME = "api.portcullis.test";

function resolver(address: string): Resolver {
  const made = new Resolver({ timeout: 20_000, tries: 4 });
  made.setServers([`${address}:8053`]);
  return made;
}

test("Pebble goes on when it is asked for again, and names resolve to what was said last", () =>
  withEnvironment("pebble", async (environment) => {
    const pebble = await environment.startPebble({ addresses: { [NAME]: "192.0.2.1" } });
    const root = await pebble.rootPem();
    expect(new X509Certificate(root).ca).toBe(true);
    const dns = resolver(pebble.address);
    expect(await dns.resolve4(NAME)).toEqual(["192.0.2.1"]);
    await expect(dns.resolve4("unknown.portcullis.test")).rejects.toThrow(/ENOTFOUND|ENODATA/);

    const again = await environment.startPebble({ addresses: { [NAME]: "192.0.2.2" } });
    expect(await again.rootPem()).toBe(root);
    expect(await dns.resolve4(NAME)).toEqual(["192.0.2.2"]);

    // Another validity is another configuration: a new authority, so a new root.
    const renewed = await environment.startPebble({
      addresses: { [NAME]: "192.0.2.2" },
      validitySeconds: 3600,
    });
    expect(await renewed.rootPem()).not.toBe(root);
    expect(renewed.caPem).toBe(pebble.caPem);
  }));

test("the directory is trusted through its authority's file, and only through it", () =>
  withEnvironment("pebble", async (environment) => {
    const pebble = await environment.startPebble({ addresses: {} });
    const curl = ["curl", "--silent", "--show-error", "--noproxy", "*", "--max-time", "120"];
    const trusted = await runCommand([...curl, "--cacert", pebble.caFile, pebble.directoryUrl]);
    expect(JSON.parse(trusted.stdout)).toMatchObject({
      newOrder: expect.stringMatching(/^https:/) as string,
    });
    // 60: the peer's certificate cannot be authenticated (curl's manual, exit codes).
    expect((await runCommand([...curl, pebble.directoryUrl])).code).toBe(60);
  }));
