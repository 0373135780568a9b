import { ipv4Network, overlap, part } from "../../../components/model/ipv4Network";

test.each([
  ["10.20.0.0/16", "10.20.0.0/16"],
  ["10.20.30.40/16", "10.20.0.0/16"],
  ["255.255.255.255/32", "255.255.255.255/32"],
  ["203.0.113.7/25", "203.0.113.0/25"],
  ["203.0.113.129/25", "203.0.113.128/25"],
  ["192.0.2.1/0", "0.0.0.0/0"],
])("%s is the range %s", (text, range) => {
  expect(ipv4Network(text)?.text).toBe(range);
});

test.each(["2001:db8::/32", "10.0.0.0", "10.0.0/8", "10.0.0.0/33", "", "10.0.0.0/8\n"])(
  "%j is no IPv4 range",
  (text) => {
    expect(ipv4Network(text)).toBeUndefined();
  },
);

test("a range is cut into parts that fill it and share nothing", () => {
  const whole = ipv4Network("192.168.255.0/24")!;
  const parts = Array.from({ length: 16 }, (_, index) => part(whole, 4, index));
  expect(parts[0]!.text).toBe("192.168.255.0/28");
  expect(parts[15]!.text).toBe("192.168.255.240/28");
  const together = parts.flatMap((one, index) => parts.slice(index + 1).map((other) => overlap(one, other)));
  expect(together).not.toContain(true);
  expect(parts.every((one) => overlap(one, whole))).toBe(true);
});

test.each([
  ["10.0.0.0/8", "10.255.0.0/16", true],
  ["10.0.0.0/16", "10.1.0.0/16", false],
  ["0.0.0.0/0", "203.0.113.1/32", true],
  ["128.0.0.0/1", "127.255.255.255/32", false],
])("%s and %s overlap: %s", (one, other, answer) => {
  expect(overlap(ipv4Network(one)!, ipv4Network(other)!)).toBe(answer);
  expect(overlap(ipv4Network(other)!, ipv4Network(one)!)).toBe(answer);
});
