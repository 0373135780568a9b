import {
  type Connection,
  type ConnectionPlan,
  connections,
  type End,
  type Role,
} from "../../../components/aws/securityGroup/connections";

const oneHost: ConnectionPlan = {
  roles: ["api"],
  throughBastion: [],
  adminRanges: ["203.0.113.0/24"],
  networkRanges: ["10.20.0.0/16"],
};
const roles: Role[] = ["api", "bastion", "logHost", "loadBalancer", "redis"];
const all: ConnectionPlan = {
  ...oneHost,
  roles,
  throughBastion: ["api", "logHost"],
  logs: { input: 5044, cluster: false, kibana: false },
};

const nameOf = (end: End): string => ("role" in end ? end.role : end.cidrBlock);
const told = ({ protocol, port, from, to }: Connection): string =>
  `${nameOf(from)} -> ${nameOf(to)} ${protocol} ${port}`;
const into = (plan: ConnectionPlan, role: Role): string[] =>
  connections(plan)
    .filter(({ to }) => nameOf(to) === role)
    .map(told);
const outOf = (plan: ConnectionPlan, role: Role): string[] =>
  connections(plan)
    .filter(({ from }) => nameOf(from) === role)
    .map(told);

test("one host is open for requests, and for administrators' SSH", () => {
  expect(into(oneHost, "api")).toEqual([
    "203.0.113.0/24 -> api tcp 22",
    "0.0.0.0/0 -> api tcp 443",
    "0.0.0.0/0 -> api tcp 80",
    "0.0.0.0/0 -> api icmp 3",
  ]);
  expect(outOf(oneHost, "api")).toEqual([
    "api -> 0.0.0.0/0 tcp 443",
    "api -> 0.0.0.0/0 tcp 80",
    "api -> 0.0.0.0/0 udp 123",
    "api -> 0.0.0.0/0 tcp 4460",
    "api -> 10.20.0.0/16 udp 53",
    "api -> 10.20.0.0/16 tcp 53",
  ]);
});

test("private hosts hear of the load balancer and the bastion alone", () => {
  expect(into(all, "api")).toEqual([
    "bastion -> api tcp 22",
    "loadBalancer -> api tcp 443",
    "loadBalancer -> api tcp 80",
  ]);
  expect(into(all, "bastion")).toEqual(["203.0.113.0/24 -> bastion tcp 22"]);
  expect(into(all, "logHost")).toEqual([
    "bastion -> logHost tcp 22",
    "api -> logHost tcp 5044",
    "bastion -> logHost tcp 5044",
    "bastion -> logHost tcp 9200",
  ]);
  expect(into(all, "redis")).toEqual(["api -> redis tcp 6379"]);
  expect(outOf(all, "redis")).toEqual([]);
  expect(outOf(all, "loadBalancer")).toEqual(["loadBalancer -> api tcp 443", "loadBalancer -> api tcp 80"]);
});

test("hosts for logs form a cluster, are looked at through the bastion, and send mail, where they are to", () => {
  const cluster = { ...all, logs: { input: 9200, cluster: true, kibana: true, mail: 587 } };
  expect(into(cluster, "logHost")).toEqual([
    "bastion -> logHost tcp 22",
    "api -> logHost tcp 9200",
    "bastion -> logHost tcp 9200",
    "logHost -> logHost tcp 9200",
    "logHost -> logHost tcp 9300",
    "bastion -> logHost tcp 443",
  ]);
  expect(outOf(cluster, "logHost")).toContain("logHost -> 0.0.0.0/0 tcp 587");
  const quiet = { ...all, logs: undefined };
  expect(into(quiet, "logHost")).toEqual(["bastion -> logHost tcp 22"]);
});

test("public hosts beside a bastion are reached from administrators' ranges", () => {
  const plan = { ...all, throughBastion: ["logHost"] as const };
  expect(into(plan, "api")).toContain("203.0.113.0/24 -> api tcp 22");
  expect(into(plan, "api")).not.toContain("bastion -> api tcp 22");
});

test("without administrators' ranges there is no SSH from outside", () => {
  const plans = [oneHost, all].map((plan) => ({ ...plan, adminRanges: [] }));
  const ssh = plans.flatMap(connections).filter(({ port, from }) => port === 22 && "cidrBlock" in from);
  expect(ssh).toEqual([]);
});

test("from everywhere come requests alone, and nothing goes everywhere on all ports", () => {
  for (const plan of [oneHost, all]) {
    const fromWorld = connections(plan).filter(({ from }) => nameOf(from) === "0.0.0.0/0");
    expect(new Set(fromWorld.map(({ port }) => port))).toEqual(new Set([443, 80, 3]));
    const toWorld = connections(plan).filter(({ to }) => nameOf(to) === "0.0.0.0/0");
    expect(new Set(toWorld.map(({ port }) => port))).toEqual(new Set([443, 80, 123, 4460]));
  }
});

test("ranges are given as AWS takes them, once each, and IPv6 ranges not at all", () => {
  const adminRanges = ["203.0.113.9/24", "203.0.113.0/24", "2001:db8::/32", "198.51.100.7/32"];
  const ssh = into({ ...oneHost, adminRanges }, "api").filter((line) => line.endsWith("tcp 22"));
  expect(ssh).toEqual(["203.0.113.0/24 -> api tcp 22", "198.51.100.7/32 -> api tcp 22"]);
});

test("no connection is listed twice, as each is a rule of its own", () => {
  const lines = connections(all).map(told);
  expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
});
