#!/usr/bin/node
// Stands where Kibana would be, and tells what its unit gave it. It is not Kibana: of its API it has what the script that
// brings in saved objects asks first, and refuses the rest.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";

const credentials = process.env.CREDENTIALS_DIRECTORY;
const settings = readFileSync(process.argv[3], "utf8");
const expand = (text) => text.replaceAll(/\$\{(\w+)\}/g, (_, name) => process.env[name]);
const setting = (name) => expand(settings.match(new RegExp(`^${name}: "?(.*?)"?$`, "m"))[1]);
const can = (act) => {
  try {
    act();
    return true;
  } catch {
    return false;
  }
};

const asked = [];
const tell = () => {
  const text = JSON.stringify({
    user: process.getuid(),
    arguments: process.argv.slice(2),
    secrets: existsSync(`${credentials}/secrets.yml`),
    readsSecretsFile: can(() => readFileSync("/etc/portcullis/kibana/credentials/secrets.yml")),
    writesSettings: can(() => writeFileSync("/etc/portcullis/kibana/here", "")),
    heap: process.execArgv.concat(process.env.NODE_OPTIONS ?? []),
    configuration: process.env.KBN_PATH_CONF,
    asked,
  });
  writeFileSync("seen.part", text);
  renameSync("seen.part", "seen");
};

createServer(
  { cert: readFileSync(setting("server.ssl.certificate")), key: readFileSync(setting("server.ssl.key")) },
  (request, response) => {
    asked.push([request.method, request.url, request.headers.authorization ?? null]);
    tell();
    const status =
      request.headers.authorization === undefined ? 401 : request.url === "/api/status" ? 200 : 404;
    const body =
      status === 200 ? { status: { overall: { level: "available" } } } : { message: "this is not Kibana" };
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  },
).listen(Number(setting("server.port")), setting("server.host"), tell);
