import { readAsset } from "../../assets";
import { certificateFiles } from "../../edge/paths";
import type { Bundle } from "../../host/bundle";
import { rootSandbox } from "../../host/serviceSandbox";
import { everyFiveMinutes, renderTimer } from "../../host/timer";
import { withInstanceRole } from "../instanceRole/script";
import { metricNamespace, metrics } from "./namespace";

const script = "/usr/local/sbin/portcullis-metrics";
const unit = "portcullis-metrics";

/**
 * Renders what sends a host's own metrics to CloudWatch every five minutes, with the instance's role. It is no agent:
 * Amazon's own is in no distribution's archive and would send far more.
 *
 * @param region - region of CloudWatch
 * @param certificates - names of the certificates to watch
 */
export function renderHostMetrics(region: string, certificates: readonly string[]): Bundle {
  const words = [
    script,
    region,
    metricNamespace,
    metrics.disk,
    metrics.certificate,
    ...certificates.map((name) => certificateFiles(name).chain),
  ];
  return {
    name: "host-metrics",
    packages: ["curl", "openssl", "ca-certificates"],
    files: [
      {
        path: script,
        content: withInstanceRole(readAsset("components/aws/metrics/assets/portcullis-metrics.sh")),
        mode: "0755",
      },
      {
        path: `/etc/systemd/system/${unit}.service`,
        content: [
          "# Managed by Portcullis.",
          "[Unit]",
          "Description=Metrics of this host for CloudWatch",
          "Wants=network-online.target",
          "After=network-online.target",
          "",
          "[Service]",
          "Type=oneshot",
          `ExecStart=${words.join(" ")}`,
          // Root alone may ask the metadata for the role's credentials.
          ...rootSandbox,
          "",
        ].join("\n"),
      },
      {
        path: `/etc/systemd/system/${unit}.timer`,
        content: renderTimer(
          "Metrics of this host for CloudWatch, every five minutes",
          everyFiveMinutes("10s"),
        ),
      },
    ],
    services: [{ unit: `${unit}.timer`, onChange: "restart" }],
    // Whether CloudWatch answers is no condition: an alarm tells where a host is silent.
    verify: [`systemctl is-active ${unit}.timer`],
  };
}
