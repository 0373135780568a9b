import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalClient } from "../hosts/client";
import { namespacePath, namespaceProcesses } from "../hosts/network";
import { commandLine, endProcess } from "../hosts/processes";
import { until } from "../hosts/until";
import { ensurePebble, type PebblePrograms } from "./buildPebble";
import { makeDirectoryCertificate } from "./directoryCertificate";
import { request } from "./request";

const DIRECTORY_PORT = 14000;
const MANAGEMENT_PORT = 15000;
const DNS_PORT = 8053;
const DNS_MANAGEMENT_PORT = 8055;
const NINETY_DAYS = 90 * 24 * 3600;

/** What the authority certifies. */
export interface StartPebbleArgs {
  /** IPv4 addresses by name: where it looks for the host that a name stands for. Other names do not resolve. */
  readonly addresses: Readonly<Record<string, string>>;
  /** How long certificates are valid, in seconds. Default: 90 days, as Let's Encrypt's `classic` profile. */
  readonly validitySeconds?: number;
}

/** A running authority. */
export interface Pebble {
  /** Address that it validates from and listens on. */
  readonly address: string;
  /** ACME directory (RFC 8555 7.1.1). */
  readonly directoryUrl: string;
  /** File with the authority to trust for talking to the directory; certificates are signed by another one. */
  readonly caFile: string;
  /** Content of {@link caFile}. */
  readonly caPem: string;
  /** The root that signs the certificates, PEM: what a client of the API trusts. Another one after each restart. */
  rootPem(): Promise<string>;
  /** Changes the answer for a name from now on. */
  setAddress(name: string, address: string): Promise<void>;
}

/** Pebble's configuration file. */
export function renderPebbleConfig(directory: string, address: string, validitySeconds: number): string {
  const config = {
    pebble: {
      listenAddress: `${address}:${DIRECTORY_PORT}`,
      managementListenAddress: `${address}:${MANAGEMENT_PORT}`,
      certificate: join(directory, "directory.pem"),
      privateKey: join(directory, "directory.key"),
      httpPort: 80,
      tlsPort: 443,
      ocspResponderURL: "",
      externalAccountBindingRequired: false,
      domainBlocklist: [],
      // Seconds that a client is asked to wait between two looks.
      retryAfter: { authz: 1, order: 1 },
      keyAlgorithm: "ecdsa",
      // One only: Pebble picks one at random for clients that name none.
      profiles: { classic: { description: "The only profile", validityPeriod: validitySeconds } },
    },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

async function ensureCertificate(directory: string, address: string): Promise<string> {
  const caFile = join(directory, "directory-ca.pem");
  // Written last of the three, so that it stands for all of them.
  if (!existsSync(caFile)) {
    const made = await makeDirectoryCertificate(address);
    writeFileSync(join(directory, "directory.key"), made.privateKeyPem, { mode: 0o600 });
    writeFileSync(join(directory, "directory.pem"), made.certificatePem);
    writeFileSync(caFile, made.caPem);
  }
  return caFile;
}

async function startProgram(
  client: LocalClient,
  argv: readonly string[],
  log: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const descriptor = openSync(log, "w", 0o600);
  try {
    const child = spawn("nsenter", [`--net=${namespacePath(client.netns)}`, "--", ...argv], {
      detached: true,
      stdio: ["ignore", descriptor, descriptor],
      cwd: "/",
      env: { PATH: process.env.PATH, ...env },
    });
    await once(child, "spawn");
    child.unref();
  } finally {
    closeSync(descriptor);
  }
}

async function running(client: LocalClient, programs: PebblePrograms): Promise<number[]> {
  const known = Object.values(programs) as string[];
  return (await namespaceProcesses(client.netns)).filter((pid) => known.includes(commandLine(pid)[0] ?? ""));
}

async function startPrograms(
  client: LocalClient,
  programs: PebblePrograms,
  directory: string,
): Promise<void> {
  const { address } = client;
  const dns = ["-dnsserver", `${address}:${DNS_PORT}`, "-management", `${address}:${DNS_MANAGEMENT_PORT}`];
  const off = ["http01", "https01", "tlsalpn01", "doh", "defaultIPv4", "defaultIPv6"].flatMap((name) => [
    `-${name}`,
    "",
  ]);
  await startProgram(client, [programs.challtestsrv, ...dns, ...off], join(directory, "dns.log"), {});
  const pebble = [programs.pebble, "-strict", "-config", join(directory, "pebble.json")];
  await startProgram(
    client,
    [...pebble, "-dnsserver", `${address}:${DNS_PORT}`],
    join(directory, "pebble.log"),
    // No waits, refusals and skipped validations at random: every start behaves the same.
    { PEBBLE_VA_NOSLEEP: "1", PEBBLE_WFE_NONCEREJECT: "0", PEBBLE_AUTHZREUSE: "0" },
  );
}

async function stopPrograms(client: LocalClient, programs: PebblePrograms): Promise<void> {
  await until(
    async () => {
      const pids = await running(client, programs);
      pids.forEach((pid) => endProcess(pid, "SIGKILL"));
      return pids.length === 0;
    },
    { limitSeconds: 60, what: "the former Pebble to end" },
  );
}

/**
 * Makes sure of a running authority in a client's place of the network. One that runs with the same settings goes on
 * (its accounts and root live in its memory); names are set anew every time.
 *
 * @param directory its own folder for configuration, certificate and logs.
 * @throws Error with the end of its log when it does not answer.
 */
export async function ensurePebbleRuns(
  client: LocalClient,
  directory: string,
  args: StartPebbleArgs,
): Promise<Pebble> {
  const programs = await ensurePebble();
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const caFile = await ensureCertificate(directory, client.address);
  const caPem = readFileSync(caFile, "utf8");
  const configFile = join(directory, "pebble.json");
  const config = renderPebbleConfig(directory, client.address, args.validitySeconds ?? NINETY_DAYS);
  const same = existsSync(configFile) && readFileSync(configFile, "utf8") === config;
  if (!same || (await running(client, programs)).length !== 2) {
    // Gone while things change: a start that is cut short here must not look like a finished one.
    rmSync(configFile, { force: true });
    await stopPrograms(client, programs);
    writeFileSync(configFile, config);
    await startPrograms(client, programs, directory);
  }
  const directoryUrl = `https://${client.address}:${DIRECTORY_PORT}/dir`;
  const dns = `http://${client.address}:${DNS_MANAGEMENT_PORT}`;
  const setAddress = async (name: string, address: string): Promise<void> => {
    // Adding appends: without clearing first, a name's former address would go on being one of the answers.
    await request(`${dns}/clear-a`, { body: { host: name } });
    await request(`${dns}/add-a`, { body: { host: name, addresses: [address] } });
  };
  try {
    await until(
      async () => {
        await request(directoryUrl, { ca: caPem });
        for (const [name, address] of Object.entries(args.addresses)) await setAddress(name, address);
        return true;
      },
      { limitSeconds: 120, what: `Pebble to answer at ${directoryUrl}` },
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const log = join(directory, "pebble.log");
    const tail = existsSync(log) ? readFileSync(log, "utf8").split("\n").slice(-15).join("\n") : "";
    throw new Error(`${reason}\n${log}:\n${tail}`);
  }
  return {
    address: client.address,
    directoryUrl,
    caFile,
    caPem,
    rootPem: () => request(`https://${client.address}:${MANAGEMENT_PORT}/roots/0`, { ca: caPem }),
    setAddress,
  };
}
