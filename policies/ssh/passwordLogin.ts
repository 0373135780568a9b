import type { Rule } from "../core/rule";

/** Keys only. */
export const passwordLogin: Rule = {
  id: "ssh-password-login",
  title: "SSH lets nobody in by password",
  why: "passwords are guessed day and night by robots; keys cannot be",
  mend: "remove insecurePasswordLogin and give users keys",
  severity: "critical",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["2.2.6", "8.3.1"],
    owaspApi2023: ["API2", "API8"],
  },
  types: ["portcullis:hardening:SshServer"],
  check: (subject) => {
    const login = subject.settings.get("insecurePasswordLogin");
    if (login.boolean) subject.report(login, "is true");
  },
};
