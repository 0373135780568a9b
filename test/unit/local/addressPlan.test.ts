import {
  chooseAddressPlan,
  environmentId,
  FIRST_SLOT,
  firstFreeSlot,
  overlaps,
  slotAddress,
  slotAddress6,
} from "../../../local/hosts/addressPlan";

const id = environmentId("local", "/checkout/.portcullis");

test("the same checkout and name give the same id; another of either gives another", () => {
  expect(environmentId("local", "/checkout/.portcullis")).toBe(id);
  expect(environmentId("local", "/other/.portcullis")).not.toBe(id);
  expect(environmentId("tests", "/checkout/.portcullis")).not.toBe(id);
});

test.each([
  ["10.0.0.0/8", "10.213.7.0/24", true],
  ["10.213.7.0/24", "10.213.7.200", true],
  ["10.213.7.0/25", "10.213.7.128/25", false],
  ["10.213.6.0/24", "10.213.7.0/24", false],
  ["192.168.0.0/16", "172.29.0.0/24", false],
  ["0.0.0.0/0", "10.1.2.3", true],
])("%s and %s share an address: %s", (one, other, shared) => {
  expect(overlaps(one, other)).toBe(shared);
  expect(overlaps(other, one)).toBe(shared);
});

test("an environment keeps its addresses unless they are taken", () => {
  const plan = chooseAddressPlan(id, ["192.0.2.0/24", "127.0.0.0/8"]);
  expect(plan).toEqual(chooseAddressPlan(id, []));
  const moved = chooseAddressPlan(id, [plan.subnet]);
  expect(overlaps(moved.subnet, plan.subnet)).toBe(false);
});

test("a route to a whole range moves the environment into another range", () => {
  expect(chooseAddressPlan(id, ["10.0.0.0/8"]).subnet).toMatch(/^172\.29\./);
});

test("a machine with routes to every candidate gets an error that names them", () => {
  expect(() => chooseAddressPlan(id, ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"])).toThrow(
    /no free \/24.*10\.213\.0\.0\/16.*192\.168\.0\.0\/16/,
  );
});

test("IPv6 addresses are unique local ones with the digits of the IPv4 slot", () => {
  const plan = chooseAddressPlan(id, []);
  expect(plan.subnet6).toMatch(/^fd[0-9a-f]{2}:[0-9a-f]{4}:[0-9a-f]{4}:1::\/64$/);
  expect(slotAddress(plan, 12)).toBe(`${plan.prefix}.12`);
  expect(slotAddress6(plan, 12)).toBe(`${plan.prefix6}12`);
});

test("slots are filled from below and run out with an error", () => {
  expect(firstFreeSlot([])).toBe(FIRST_SLOT);
  expect(firstFreeSlot([FIRST_SLOT, FIRST_SLOT + 2])).toBe(FIRST_SLOT + 1);
  const all = Array.from({ length: 256 }, (_, slot) => slot);
  expect(() => firstFreeSlot(all)).toThrow(/all are taken/);
});
