import { judgeKeyAges } from "../../../../audit/outside/gateway/keyAge";
import type { ConsumerCredentials } from "../../../../components/gateway/keys/credentials";

const times = { made: "2027-01-01T00:00:00.000Z", replacedFrom: "2027-04-01T00:00:00.000Z" };
const shop: ConsumerCredentials = {
  jwt: { id: "shop:1", algorithm: "ES256", key: "PRIVATE", audience: "api", maximumLifetime: 300, ...times },
  apiKey: { id: "shop:1", key: "SECRET", ...times, replacedFrom: "2027-02-01T00:00:00.000Z" },
};

test("keys that were to be replaced are found, each by itself, without what they are", () => {
  const results = judgeKeyAges({ shop }, new Date("2027-02-01T00:00:00.000Z"));
  expect(results).toEqual([
    {
      check: "gateway-key-age",
      subject: "shop, API key",
      status: "fail",
      evidence: "made on 2027-01-01, to be replaced from 2027-02-01 on",
    },
  ]);
  expect(JSON.stringify(judgeKeyAges({ shop }, new Date("2028-01-01")))).not.toMatch(/PRIVATE|SECRET/);
});

test("keys in time pass, and so do consumers with keys of their own", () => {
  expect(judgeKeyAges({ shop }, new Date("2027-01-31"))).toMatchObject([{ status: "pass" }]);
  expect(judgeKeyAges({ partner: {} }, new Date())).toMatchObject([{ status: "pass" }]);
});
