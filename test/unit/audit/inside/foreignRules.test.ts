import { python } from "./python";

const rule = (table: string, ...expr: object[]): object => ({
  rule: { family: "ip", table, chain: "in", handle: 2, expr },
});
const dport = { match: { op: "==", left: { payload: { protocol: "tcp", field: "dport" } }, right: 443 } };

test.each([
  ["a redirection", rule("left_behind", dport, { redirect: { port: 9999 } }), ["ip left_behind"]],
  ["a redirection by iptables", rule("nat", dport, { xt: { type: "target", name: "DNAT" } }), ["ip nat"]],
  ["one that nft does not name", rule("nat", dport, { xt: null }), ["ip nat"]],
  ["a ban", rule("f2b-table", dport, { reject: null }), []],
  [
    "an accepted port, which our rules are asked of all the same",
    rule("left_behind", dport, { accept: null }),
    [],
  ],
  ["what a former backend left", rule("filter", { xt: null }, { jump: { target: "ufw-before-input" } }), []],
  ["our own", rule("portcullis", { redirect: null }), []],
])("tables beside ours: %s", (_, one, tables) => {
  const listed = JSON.stringify({ nftables: [{ metainfo: { version: "1.0.6" } }, one] });
  expect(python("answer = foreign_nft(given)", listed)).toEqual(tables);
});
