import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report, ReportedFinding } from "../../../audit/report/model";
import { type LocalHost, hostExec, LocalEnvironment } from "../../../local/hosts";
import { type Checkout, copyCheckout } from "../../engine/checkout";
import { expiredCertificate, type Weakness, weaknesses } from "./weaknesses";

let checkout: Checkout;
let host: LocalHost;
let before: Report;
let seeded: Report;

beforeAll(async () => {
  checkout = copyCheckout();
  const { code, stdout, stderr } = await checkout.run("start");
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
  const environment = await LocalEnvironment.open("local", {
    stateDir: join(checkout.folder, ".portcullis"),
  });
  host = await environment.startHost({ name: "api1" });
  before = await audit("before");
}, 900_000);
afterAll(() => checkout?.dispose());

async function root(script: string, what: string): Promise<string> {
  const { code, stdout, stderr } = await hostExec(host, ["sh", "-euc", script]);
  if (code !== 0) throw new Error(`${what}: ${stderr}${stdout}`);
  return stdout;
}

async function audit(name: string): Promise<Report> {
  const folder = join(checkout.folder, "audited", name);
  const { code, stdout, stderr } = await checkout.run("audit", {}, [
    "local",
    "--scanners",
    "none",
    "--output",
    folder,
  ]);
  if (code !== 0 && code !== 1) throw new Error(`${stdout}\n${stderr}`);
  return JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as Report;
}

const place = ({ rule, subject = "" }: ReportedFinding): string => `${rule} ${subject}`.trimEnd();

/** What is open now and was not before. */
function fresh({ findings }: Report): ReportedFinding[] {
  const known = new Set(before.findings.map(({ id }) => id));
  return findings.filter(({ id, state }) => state === "open" && !known.has(id));
}

function finds({ check, subject }: Weakness, { rule, kind, subject: at = "" }: ReportedFinding): boolean {
  return kind === "fail" && rule === check && (subject?.test(at) ?? true);
}

function explains(weakness: Weakness, finding: ReportedFinding): boolean {
  return finds(weakness, finding) || (weakness.brings ?? []).some((brought) => brought.test(place(finding)));
}

/** All that an audit changes nothing of: files, packages, accounts, units and rules. */
const everything = `
{ find /etc /usr/local /root /home /opt /srv /boot -xdev \\( -type f -o -type l \\) -printf '%p %m %u %g %s %T@ ' -exec sha256sum {} \\; 2>/dev/null
  find /var/lib/portcullis /var/spool/cron -type f -exec sha256sum {} + 2>/dev/null
  dpkg-query -W; systemctl list-unit-files --no-legend; nft -s list ruleset; sysctl -a 2>/dev/null | grep -E '^net\\.ipv[46]\\.conf'
} | grep -v -E 'counter|random|ra_' | sort | sha256sum`;

test("an audit changes nothing on the host", async () => {
  const hash = await root(everything, "hash");
  await audit("unchanged");
  expect(await root(everything, "hash")).toBe(hash);
});

test("what npm start made has nothing of medium or higher that is not explained", () => {
  const open = before.findings.filter(
    ({ state, severity }) => state === "open" && severity !== "low" && severity !== "info",
  );
  expect(open.map(({ id, evidence }) => `${id}: ${evidence}`)).toEqual([]);
});

describe(`on a host with ${weaknesses.length} weaknesses`, () => {
  let found: ReportedFinding[];

  beforeAll(async () => {
    for (const { name, plant } of weaknesses) await root(plant, name);
    seeded = await audit("seeded");
    found = fresh(seeded);
  }, 300_000);

  test.each(weaknesses)("it is found that $name", (weakness) => {
    const finding = found.find((one) => finds(weakness, one));
    expect(finding).toMatchObject({ practice: weakness.practice, host: "api1" });
    expect(finding!.evidence.length).toBeGreaterThan(1);
    expect(finding!.mend.length).toBeGreaterThan(10);
  });

  test("and nothing else", () => {
    const rest = found.filter((one) => !weaknesses.some((weakness) => explains(weakness, one)));
    expect(rest.map(({ id, evidence }) => `${id}: ${evidence}`)).toEqual([]);
  });

  test("the score falls", () => {
    expect(seeded.score).toBeLessThan(before.score - 20);
  });
});

test("an expired certificate is found, with what it keeps an audit from asking", async () => {
  const known = new Set(seeded.findings.map(({ id }) => id));
  await root(expiredCertificate.plant, expiredCertificate.name);
  const found = fresh(await audit("expired")).filter(({ id }) => !known.has(id));
  expect(found.find((one) => finds(expiredCertificate, one))).toMatchObject({
    practice: expiredCertificate.practice,
  });
  expect(found.filter((one) => !explains(expiredCertificate, one)).map(({ id }) => id)).toEqual([]);
}, 200_000);
