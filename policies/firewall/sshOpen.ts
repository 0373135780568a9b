import { isWorld, worldParameters } from "../core/addressRange";
import type { Rule } from "../core/rule";

/** SSH is let in from administrators' ranges alone. */
export const sshOpen: Rule = {
  id: "firewall-ssh-open",
  title: "SSH is let in from administrators' ranges alone",
  why: "whoever reaches SSH can try stolen keys and the next flaw of the SSH server",
  mend: "give adminRanges, or the from of the extra port, only the ranges that administrators connect from",
  severity: "critical",
  maps: {
    practices: ["Firewalls and gateways"],
    cisDebian12: ["4.1.1"],
    pciDss4: ["1.3.1", "1.4.2"],
    owaspApi2023: ["API8"],
  },
  types: ["portcullis:hardening:Firewall"],
  parameters: worldParameters,
  check: (subject) => {
    const access = subject.properties.get("access");
    const world = (range: string): boolean =>
      isWorld(
        range,
        subject.parameter<number>("minimumPrefixV4"),
        subject.parameter<number>("minimumPrefixV6"),
      );
    // Components hand over the ranges resolved in `access`, or as the argument.
    for (const ranges of [access.get("adminRanges"), subject.properties.get("adminRanges")]) {
      subject.attempt(() =>
        subject.each(ranges.items(), (range) => {
          if (range.string && world(range.string))
            subject.report(range, `is ${range.string}: SSH from the world`);
        }),
      );
    }
    const port = access.get("sshPort").number ?? 22;
    subject.each(access.get("openPorts").items(), (open) => {
      if (open.number === port) subject.report(open, `is ${port}, the SSH port: open to the world`);
    });
    subject.each(subject.settings.get("extraPorts").items(), (extra) => {
      if (extra.get("port").number !== port || extra.get("protocol").string === "udp") return;
      subject.each(extra.get("from").items(), (range) => {
        if (range.string && world(range.string))
          subject.report(range, `is ${range.string}: SSH from the world`);
      });
    });
  },
};
