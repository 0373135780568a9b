import type { Rule } from "../core/rule";

/** Security updates install themselves. */
export const updatesOff: Rule = {
  id: "updates-off",
  title: "Security updates install themselves",
  why: "known holes stay open until somebody acts, and robots look for them within hours",
  mend: 'remove insecureOff and keep scope at "security" or "all"',
  severity: "high",
  maps: { practices: ["Updates"], cisDebian12: ["1.2.2.1"], pciDss4: ["6.3.3"], owaspApi2023: ["API8"] },
  types: ["portcullis:hardening:AutomaticUpdates"],
  check: (subject) => {
    const off = subject.settings.get("insecureOff");
    subject.attempt(() => {
      if (off.boolean) subject.report(off, "is true: no updates");
    });
    const scope = subject.settings.get("scope");
    if (scope.exists && !["security", "all"].includes(scope.string ?? "")) {
      subject.report(scope, `is "${scope.string}": the security origins are left out`);
    }
  },
};
