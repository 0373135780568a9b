import { parse } from "yaml";
import { renderUserData, type UserDataArgs } from "../../../components/host/cloudInit";
import { newKeyPair } from "../../../local/hosts/keys";

const hostKey = newKeyPair("edge");
const operator = newKeyPair("operator").public;
const args: UserDataArgs = { authorizedKeys: [operator], hostKeys: { ed25519: hostKey }, hostname: "edge-1" };

interface CloudConfig {
  hostname: string;
  users: { name: string; sudo: string[]; lock_passwd: boolean; ssh_authorized_keys: string[] }[];
  ssh_keys: Record<string, string>;
  [key: string]: unknown;
}

function parsed(changes: Partial<UserDataArgs> = {}): CloudConfig {
  return parse(renderUserData({ ...args, ...changes })) as CloudConfig;
}

test("cloud-init takes the text for user-data by its first line", () => {
  expect(renderUserData(args).split("\n")[0]).toBe("#cloud-config");
});

test("there is one administrator, with sudo, keys and a locked password", () => {
  const { users } = parsed();
  expect(users).toHaveLength(1);
  expect(users[0]).toMatchObject({
    name: "admin",
    sudo: ["ALL=(ALL) NOPASSWD:ALL"],
    lock_passwd: true,
    ssh_authorized_keys: [operator],
  });
  expect(parsed({ user: "ops" }).users[0]?.name).toBe("ops");
});

test("neither root nor a password gets in, and nothing slow happens at first boot", () => {
  expect(parsed()).toMatchObject({
    disable_root: true,
    ssh_pwauth: false,
    package_update: false,
    package_upgrade: false,
  });
});

test("the host has exactly the host keys that were made beforehand", () => {
  const config = parsed();
  expect(config.ssh_deletekeys).toBe(true);
  expect(config.ssh_keys).toEqual({ ed25519_private: hostKey.private, ed25519_public: hostKey.public });
  const rsa = { private: "-----BEGIN RSA PRIVATE KEY-----\nabc\n", public: "ssh-rsa AAAAB3Nz" };
  expect(parsed({ hostKeys: { ed25519: hostKey, rsa } }).ssh_keys).toMatchObject({
    rsa_private: rsa.private,
    rsa_public: rsa.public,
  });
});

test.each<[string, Partial<UserDataArgs>, RegExp]>([
  ["no key", { authorizedKeys: [] }, /authorizedKeys is empty: nobody could log in/],
  ["a private key as authorized key", { authorizedKeys: [operator, hostKey.private] }, /authorizedKeys\[1\]/],
  ["root as user", { user: "root" }, /user must be a Linux account name other than root.*"root"/],
  ["a name with a line break", { user: "a\nb" }, /user must be/],
  ["a host name with a domain", { hostname: "edge.example.org" }, /hostname must be one lower-case label/],
  [
    "host keys the wrong way round",
    { hostKeys: { ed25519: { private: hostKey.public, public: hostKey.private } } },
    /hostKeys\.ed25519\.public/,
  ],
  [
    "a public key as private host key",
    { hostKeys: { ed25519: { private: hostKey.public, public: hostKey.public } } },
    /hostKeys\.ed25519\.private/,
  ],
])("%s is refused with the place and the remedy", (_, changes, message) => {
  expect(() => renderUserData({ ...args, ...changes })).toThrow(message);
});

test("no error repeats a private key", () => {
  const said: string[] = [];
  try {
    renderUserData({ ...args, authorizedKeys: [hostKey.private] });
  } catch (error) {
    said.push(String(error));
  }
  expect(said).toHaveLength(1);
  expect(said[0]).not.toContain("PRIVATE KEY");
});
