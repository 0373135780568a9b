import { renderLocalLogs } from "../../../components/hardening/localLogs/render";
import { resolve } from "../../../components/model/resolve";

const file = (path: string, ...args: Parameters<typeof renderLocalLogs>): string =>
  renderLocalLogs(...args).files.find((one) => one.path === path)!.content;
const journal = "/etc/systemd/journald.conf.d/90-portcullis.conf";

test("the journal is kept, compressed, within limits, and for as long as asked", () => {
  expect(file(journal, resolve("localLogs", { retentionDays: 7 })).split("\n")).toEqual(
    expect.arrayContaining([
      "Storage=persistent",
      "Compress=yes",
      "ForwardToSyslog=no",
      "SystemMaxUse=1G",
      "MaxRetentionSec=7day",
      "MaxFileSec=1day",
    ]),
  );
});

test.each([
  ["nginx", "/etc/logrotate.d/nginx", "/var/log/nginx/*.log {", "create 0640 www-data adm"],
  ["apache", "/etc/logrotate.d/apache2", "/var/log/apache2/*.log {", "create 0640 root adm"],
] as const)("%s's logs stay for as long, and nobody else reads them", (server, path, head, create) => {
  const content = file(path, resolve("localLogs", { retentionDays: 7 }), server);
  for (const line of [head, "    rotate 7", "    maxage 7", "    maxsize 200M", `    ${create}`])
    expect(content.split("\n")).toContain(line);
});

test("without a web server there is nothing of one", () => {
  const paths = renderLocalLogs(resolve("localLogs", {})).files.map(({ path }) => path);
  expect(paths.join()).not.toMatch(/nginx|apache/);
});
