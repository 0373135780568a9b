import { parseSshAudit } from "../../../../audit/scanners/sshAudit/parse";
import { sshAuditCommand, sshAuditPolicies } from "../../../../audit/scanners/sshAudit/scanner";
import { platforms } from "../../../../components/host/platform";
import { recorded } from "./recorded";

describe("ssh-audit", () => {
  const parse = (policy = recorded("ssh-audit-policy.json")): ReturnType<typeof parseSshAudit> =>
    parseSshAudit(policy, recorded("ssh-audit.json"), "api1", "22/tcp");

  test("a weak MAC fails the policy, and is a finding by itself with all that is wrong with it", () => {
    const { passed, fails, warns, findings } = parse();
    expect({ passed, fails, warns }).toEqual({ passed: false, fails: 1, warns: 2 });
    expect(findings.map(({ id, severity }) => [id, severity])).toEqual([
      ["ssh-audit/Hardened Debian 12 (version 3): MACs/api1/22/tcp", "medium"],
      ["ssh-audit/kex: curve25519-sha256/api1/22/tcp", "info"],
      ["ssh-audit/mac: hmac-md5/api1/22/tcp", "high"],
    ]);
    expect(findings[0]!.evidence).toContain("offered hmac-md5,hmac-sha2-256-etm@openssh.com");
    expect(findings[2]!.evidence).toBe("using broken MD5 hash algorithm; using encrypt-and-MAC mode");
  });

  test("a passed policy is no finding", () => {
    const passed = { ...(JSON.parse(recorded("ssh-audit-policy.json")) as object), passed: true, errors: [] };
    const result = parse(JSON.stringify(passed));
    expect(result.passed).toBe(true);
    expect(result.findings.map(({ rule }) => rule)).not.toContain("Hardened Debian 12 (version 3): MACs");
  });

  test("every platform has its policy, and no server is flooded", () => {
    expect(Object.keys(sshAuditPolicies).sort()).toEqual(Object.keys(platforms).sort());
    const argv = sshAuditCommand("192.0.2.1", 2222, "P");
    expect(argv.slice(-6)).toEqual([
      "--skip-rate-test",
      "--timeout=60",
      "--policy",
      "P",
      "--port=2222",
      "192.0.2.1",
    ]);
    expect(argv).not.toContain("--dheat");
  });
});
