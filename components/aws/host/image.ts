import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsPlatform } from "../../model/types";
import { type Architecture, architectureOf } from "./instanceType";

/** Account that publishes the images, and the beginning of their names. */
interface Publisher {
  owner: string;
  /** Name with `*` for what differs between releases of one image. */
  name: (architecture: Architecture) => string;
}

/** Debian's own account (wiki.debian.org/Cloud/AmazonEC2Image). */
const debian = (release: string): Publisher => ({
  owner: "136693071363",
  name: (architecture) => `debian-${release}-${architecture}-*`,
});

/** Canonical's own account (documentation.ubuntu.com/aws, "Find Ubuntu images on AWS"). */
const ubuntu = (release: string, storage: string): Publisher => ({
  owner: "099720109477",
  name: (architecture) => `ubuntu/images/${storage}/ubuntu-${release}-${architecture}-server-*`,
});

const publishers: Readonly<Record<AwsPlatform, Publisher>> = {
  "debian-12": debian("12"),
  "debian-13": debian("13"),
  "ubuntu-22.04": ubuntu("jammy-22.04", "hvm-ssd"),
  "ubuntu-24.04": ubuntu("noble-24.04", "hvm-ssd-gp3"),
};

/** What EC2 is asked for: the newest image of a vendor for a kind of machine. */
export interface ImageQuery {
  /** Accounts that the image may belong to: names can be anybody's. */
  owners: string[];
  /** What the image has to be. */
  filters: { name: string; values: string[] }[];
  /** The newest one of several. */
  mostRecent: true;
}

/**
 * How the image of a platform is looked up: by the vendor's own account and name, for the processors of the instance type.
 *
 * @param platform - the operating system
 * @param instanceType - the instance type
 */
export function imageQuery(platform: AwsPlatform, instanceType: string): ImageQuery {
  const { owner, name } = publishers[platform];
  const architecture = architectureOf(instanceType);
  const filters = {
    name: name(architecture),
    architecture: architecture === "amd64" ? "x86_64" : architecture,
    "root-device-type": "ebs",
    "virtualization-type": "hvm",
    state: "available",
  };
  return {
    owners: [owner],
    filters: Object.entries(filters).map(([key, value]) => ({ name: key, values: [value] })),
    mostRecent: true,
  };
}

/** ID of the newest image for a platform and an instance type. Fails where the region's partition has none by the vendor. */
export function newestImage(
  platform: AwsPlatform,
  instanceType: string,
  opts: pulumi.InvokeOutputOptions,
): pulumi.Output<string> {
  return ec2.getAmiOutput(imageQuery(platform, instanceType), opts).id;
}
