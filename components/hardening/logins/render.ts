import type { Bundle } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import type { ResolvedLogins } from "../../model/types";
import { checkDefinitions, defineLogins, restoreDefinitions } from "./loginDefinitions";

/** Read by every login shell. Source: CIS Debian Linux 12 Benchmark v1.1.0, 5.4.3.2 (idle shells) and 5.4.3.3 (umask). */
function profile(idleMinutes: number): string {
  return [
    "# Managed by Portcullis.",
    // What people make is for themselves and their group.
    "umask 027",
    "ulimit -c 0",
    // A shell that somebody left open is nobody else's. Read twice, it is read-only already.
    "if (unset TMOUT) 2>/dev/null; then",
    `  TMOUT=${idleMinutes * 60}`,
    "  readonly TMOUT",
    "  export TMOUT",
    "fi",
    "",
  ].join("\n");
}

/**
 * Passwords, where somebody sets one: for the console, or for sudo. Length and a list of bad ones instead of kinds of
 * characters (NIST SP 800-63B-4, 3.1.1.2), for root as well (CIS Debian 12 v1.1.0, 5.3.3.2.8).
 */
const passwordQuality = ["minlen = 15", "dictcheck = 1", "usercheck = 1", "enforce_for_root", "retry = 3"];

/**
 * What judges passwords, and the list of words that it refuses, without which it refuses all of them: Debian has that in a
 * package that is only recommended.
 */
const passwordJudge = {
  debian: {
    packages: ["libpam-pwquality", "cracklib-runtime"],
    words: "/var/cache/cracklib/cracklib_dict.pwd",
  },
  redhat: { packages: ["libpwquality"], words: "/usr/share/cracklib/pw_dict.pwd" },
} as const;

/** Renders the bundle for those who log in. */
export function renderLogins({ idleMinutes, warning }: ResolvedLogins, { family }: Platform): Bundle {
  const { packages, words } = passwordJudge[family];
  return {
    name: "logins",
    packages: [...packages],
    files: [
      { path: "/etc/profile.d/portcullis.sh", content: profile(idleMinutes) },
      // 1.6.2, 1.6.3: shown before a login, and without the system's name and release.
      { path: "/etc/issue", content: `${warning}\n\n` },
      { path: "/etc/issue.net", content: `${warning}\n` },
      {
        path: "/etc/security/pwquality.conf.d/50-portcullis.conf",
        content: ["# Managed by Portcullis.", ...passwordQuality, ""].join("\n"),
      },
    ],
    validate: ["sh -n /etc/profile.d/portcullis.sh"],
    activate: [{ run: defineLogins }],
    deactivate: [restoreDefinitions],
    verify: [...checkDefinitions, `test -s ${words}`],
  };
}
