import { isCidr, isDnsName, isHost } from "../../../components/model/formats";

test.each([
  ["0.0.0.0/0", true],
  ["203.0.113.0/32", true],
  ["2001:db8::/128", true],
  ["::ffff:192.0.2.1/96", true],
  ["203.0.113.0/33", false],
  ["2001:db8::/129", false],
  ["203.0.113.0", false],
  ["203.0.113.0/", false],
  ["203.0.113.0/24/24", false],
  ["203.0.113.0/024", false],
  ["203.0.113.0/ 8", false],
  ["203.0.113.0/-1", false],
  ["256.0.0.1/8", false],
  ["fe80::1%eth0/64", false],
  ["10.0.0.0/8\n", false],
  ["", false],
])("%j is a range: %s", (text, valid) => {
  expect(isCidr(text)).toBe(valid);
});

test.each([
  ["api.example.com", true],
  ["xn--bcher-kva.example", true],
  [`${"a".repeat(63)}.example`, true],
  [`${"a".repeat(64)}.example`, false],
  [`${"a.".repeat(126)}com`, false],
  ["API.example.com", false],
  ["api.example.com.", false],
  ["-api.example.com", false],
  ["api-.example.com", false],
  ["a..example.com", false],
  ["*.example.com", false],
  ["localhost", false],
  ["192.0.2.1", false],
  ["a b.example.com", false],
  ["a.example.com;", false],
  ["a.example.com\n", false],
])("%j is a full DNS name: %s", (text, valid) => {
  expect(isDnsName(text)).toBe(valid);
});

test.each([
  ["192.0.2.1", true],
  ["2001:db8::1", true],
  ["localhost", true],
  ["api.example.com", true],
  ["192.0.2.300", false],
  ["fe80::1%eth0", false],
  ["-oProxyCommand=x", false],
  ["user@host", false],
  ["", false],
])("%j can be connected to: %s", (text, valid) => {
  expect(isHost(text)).toBe(valid);
});
