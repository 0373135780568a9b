import { renderAutomaticUpdates } from "../../../components/hardening/automaticUpdates/render";
import { type PlatformName, platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { AutomaticUpdates } from "../../../components/model/types";

const render = (platform: PlatformName, settings: AutomaticUpdates = {}) =>
  renderAutomaticUpdates(resolve("automaticUpdates", settings), platforms[platform]);
const file = (bundle: ReturnType<typeof render>, end: string): string =>
  bundle.files.find(({ path }) => path.endsWith(end))!.content;

const apt = (platform: PlatformName, settings?: AutomaticUpdates): string =>
  file(render(platform, settings), "90portcullis-updates");
const origins = (text: string): string[] => [...text.matchAll(/"(origin=[^"]*)"/g)].map((match) => match[1]!);

test("security updates alone by default, whatever the distribution's own lists say", () => {
  for (const platform of ["debian-12", "debian-13", "ubuntu-24.04"] as const) {
    const text = apt(platform);
    expect(origins(text).every((origin) => /security/i.test(origin) || origin.includes("ESM"))).toBe(true);
    expect(text.indexOf("#clear Unattended-Upgrade::Origins-Pattern")).toBeLessThan(text.indexOf("origin="));
  }
  expect(origins(apt("debian-12", { scope: "all" }))).toContain(
    "origin=Debian,codename=${distro_codename}-updates,label=Debian",
  );
});

test("a reboot where one is needed, in its window, and never where it is switched off", () => {
  expect(apt("debian-12", { reboot: { time: "05:15" } })).toMatch(
    /Automatic-Reboot "true";\n.*Automatic-Reboot-Time "05:15";\n.*Automatic-Reboot-WithUsers "false";/,
  );
  expect(apt("debian-12", { reboot: { automatic: false } })).toContain('Automatic-Reboot "false"');
  expect(file(render("rocky-9", { reboot: { time: "05:15" } }), "automatic.conf")).toMatch(
    /reboot = when-needed\nreboot_command = "shutdown -r 05:15 /,
  );
  expect(file(render("rocky-9", { reboot: { automatic: false } }), "automatic.conf")).toContain(
    "reboot = never",
  );
});

test("timers take our time in place of the distribution's", () => {
  for (const platform of ["debian-13", "rocky-9"] as const) {
    expect(
      file(render(platform, { time: "03:00", randomDelayMinutes: 5 }), ".timer.d/portcullis.conf"),
    ).toMatch(/OnCalendar=\nOnCalendar=\*-\*-\* 03:00\nRandomizedDelaySec=5m/);
  }
});

test("off only where that is spelled out", () => {
  expect(apt("debian-12")).toContain('APT::Periodic::Unattended-Upgrade "1"');
  expect(apt("debian-12", { insecureOff: true })).toContain('APT::Periodic::Unattended-Upgrade "0"');
  expect(file(render("rocky-9"), "automatic.conf")).toContain("apply_updates = yes");
  expect(file(render("rocky-9", { insecureOff: true }), "automatic.conf")).toContain("apply_updates = no");
});

test("dnf-automatic: security or everything, mail where there is somebody to mail", () => {
  expect(file(render("rocky-9"), "automatic.conf")).toMatch(
    /upgrade_type = security[\s\S]*emit_via = stdio\n/,
  );
  const all = file(render("rocky-9", { scope: "all", mail: { to: "ops@example.com" } }), "automatic.conf");
  expect(all).toMatch(/upgrade_type = default[\s\S]*emit_via = stdio,email[\s\S]*email_to = ops@example.com/);
});

test("an address cannot bring in another setting", () => {
  expect(() => render("debian-12", { mail: { to: 'ops@example.com"; evil "1' } })).toThrow("mail.to");
});
