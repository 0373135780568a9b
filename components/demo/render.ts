import { readAsset } from "../assets";
import type { Bundle } from "../host/bundle";
import { serviceSandbox } from "../host/serviceSandbox";
import type { ResolvedDemoApi } from "../model/types";

const folder = "/usr/local/lib/portcullis/demo-api";
const unit = "portcullis-demo-api.service";

/**
 * The API's systemd unit: a user of its own that exists while it runs, its database the only thing it writes, and
 * nothing reachable but loopback (systemd.exec(5), systemd.resource-control(5)).
 */
function renderUnit({ port, bodyBytes }: ResolvedDemoApi): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Demo orders API",
    "After=network.target",
    "",
    "[Service]",
    `ExecStart=/usr/bin/python3 -I -u ${folder}/api.py ${port} ${bodyBytes} /var/lib/portcullis-demo-api/orders.sqlite`,
    "Restart=on-failure",
    "RestartSec=1s",
    "LimitNOFILE=8192",
    "TasksMax=2048",
    "MemoryMax=512M",
    "StateDirectory=portcullis-demo-api",
    "StateDirectoryMode=0700",
    "IPAddressDeny=any",
    "IPAddressAllow=localhost",
    "SocketBindDeny=any",
    `SocketBindAllow=ipv4:tcp:${port}`,
    ...serviceSandbox,
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}

/** Renders the bundle of the demo API. Its orders stay on the host when the bundle is destroyed. */
export function renderDemoApi(settings: ResolvedDemoApi): Bundle {
  const health = `http://127.0.0.1:${settings.port}/healthz`;
  return {
    name: "demo-api",
    packages: ["python3"],
    files: [
      { path: `${folder}/api.py`, content: readAsset("components/demo/assets/api.py"), mode: "0755" },
      { path: `${folder}/openapi.json`, content: readAsset("components/demo/assets/openapi.json") },
      { path: `/etc/systemd/system/${unit}`, content: renderUnit(settings) },
    ],
    validate: [`python3 -I -c 'compile(open("${folder}/api.py").read(), "api.py", "exec")'`],
    services: [{ unit, onChange: "restart" }],
    verify: [`python3 -I -c 'import urllib.request; urllib.request.urlopen("${health}", timeout=5)'`],
  };
}

/** Where the demo API answers, for an edge on the same host. */
export function demoApiUrl(settings: ResolvedDemoApi): string {
  return `http://127.0.0.1:${settings.port}`;
}
