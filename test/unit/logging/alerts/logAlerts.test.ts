import { shownLogAlerts } from "../../../../components/logging/alerts/shown";
import { resolve } from "../../../../components/model/resolve";
import { loud, webhook } from "./loud";

test("policies see all settings but the secrets", () => {
  const shown = shownLogAlerts(resolve("logAlerts", { ...loud, insecureRulesOff: ["root-login"] }));
  expect(shown).toMatchObject({
    insecureRulesOff: ["root-login"],
    email: { to: ["ops@example.com"], port: 587, user: "alerts" },
    webhook: {},
  });
  expect(JSON.stringify(shown)).not.toContain(webhook);
  expect(shown).not.toHaveProperty("email.password");
});

test.each([
  [{ off: ["root-login"] }, "off[0]"],
  [{ insecureRulesOff: ["latency"] }, "insecureRulesOff[0]"],
  [
    { email: { to: ["a@example.com"], from: "b@example.com", host: "smtp.example.com", user: "x" } },
    "password",
  ],
  [{ webhook: { url: "http://hooks.example.com/x" } }, "webhook.url"],
  [{ thresholds: { hostSilent: { minutes: 5 } } }, "minutes"],
])("%j is refused, with its place", (settings, place) => {
  expect(() => resolve("logAlerts", settings)).toThrow(place);
});
