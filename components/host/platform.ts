/** Operating systems that hosts can run, by `ID-VERSION_ID` of /etc/os-release. */
export type PlatformName = "debian-12" | "debian-13" | "ubuntu-22.04" | "ubuntu-24.04" | "rocky-9";

/** What renderers have to know of a host's operating system. Versions are `[major, minor, patch]`. */
export interface Platform {
  /** The platform's name. */
  name: PlatformName;
  /** Package manager family: decides package names, update tools and paths. */
  family: "debian" | "redhat";
  /** OpenSSL that nginx and Apache are linked against; `X25519MLKEM768` needs 3.5. */
  openssl: readonly [number, number, number];
  /** The distribution's nginx; `http2 on;` needs 1.25.1, safe session tickets need 1.23.2. */
  nginx: readonly [number, number, number];
  /** The distribution's Apache httpd. */
  apache: readonly [number, number, number];
  /** The distribution's OpenSSH server. */
  openssh: readonly [number, number, number];
}

/** The platforms, with the versions that their own package archives hold (packages.debian.org, packages.ubuntu.com, Rocky 9 AppStream). */
export const platforms: Readonly<Record<PlatformName, Platform>> = {
  "debian-12": {
    name: "debian-12",
    family: "debian",
    openssl: [3, 0, 17],
    nginx: [1, 22, 1],
    apache: [2, 4, 65],
    openssh: [9, 2, 0],
  },
  "debian-13": {
    name: "debian-13",
    family: "debian",
    openssl: [3, 5, 1],
    nginx: [1, 26, 3],
    apache: [2, 4, 65],
    openssh: [10, 0, 0],
  },
  "ubuntu-22.04": {
    name: "ubuntu-22.04",
    family: "debian",
    openssl: [3, 0, 2],
    nginx: [1, 18, 0],
    apache: [2, 4, 52],
    openssh: [8, 9, 0],
  },
  "ubuntu-24.04": {
    name: "ubuntu-24.04",
    family: "debian",
    openssl: [3, 0, 13],
    nginx: [1, 24, 0],
    apache: [2, 4, 58],
    openssh: [9, 6, 0],
  },
  "rocky-9": {
    name: "rocky-9",
    family: "redhat",
    openssl: [3, 2, 2],
    nginx: [1, 20, 1],
    apache: [2, 4, 62],
    openssh: [8, 7, 0],
  },
};

/** Whether `version` is `floor` or newer. */
export function atLeast(
  version: readonly [number, number, number],
  floor: readonly [number, number, number],
): boolean {
  for (let i = 0; i < 3; i++) {
    if (version[i] !== floor[i]) return version[i]! > floor[i]!;
  }
  return true;
}
