import { kernelSettings, renderKernel } from "../../../components/hardening/kernel/render";
import { resolve } from "../../../components/model/resolve";

describe("kernel settings", () => {
  test("a host does not route unless asked to", () => {
    expect(kernelSettings(resolve("kernel", {}))).toMatchObject({
      "net.ipv4.ip_forward": 0,
      "net.ipv6.conf.all.forwarding": 0,
    });
    expect(kernelSettings(resolve("kernel", { forwarding: true }))).toMatchObject({
      "net.ipv4.ip_forward": 1,
      "net.ipv6.conf.all.forwarding": 1,
    });
  });

  test("an override wins over ours and may add to them", () => {
    const settings = resolve("kernel", {
      overrides: { "vm.max_map_count": 262144, "kernel.yama.ptrace_scope": 2 },
    });
    expect(renderKernel(settings).files[0]!.content.split("\n")).toEqual(
      expect.arrayContaining(["vm.max_map_count = 262144", "kernel.yama.ptrace_scope = 2"]),
    );
  });

  test("router advertisements stay on, without which IPv6 fails on clouds", () => {
    expect(
      Object.keys(kernelSettings(resolve("kernel", {}))).filter((name) => /accept_ra|autoconf/.test(name)),
    ).toEqual([]);
  });

  test("forwarding is set before redirects, which the kernel sets anew with it", () => {
    const names = Object.keys(kernelSettings(resolve("kernel", {})));
    expect(names.indexOf("net.ipv4.ip_forward")).toBeLessThan(
      names.indexOf("net.ipv4.conf.all.accept_redirects"),
    );
  });
});
