import type { Properties } from "../../../local/plugins/provider/propertyValue";
import type { CloudState } from "./cloud";
import { arn, digits } from "./identifiers";

/** The type under which tests put further images into the cloud. */
export const IMAGE = "fake:aws:Image";

/** A machine image, by the properties that `getAmi` filters by and answers. */
export interface Image {
  id: string;
  ownerId: string;
  name: string;
  /** ISO 8601, by which the most recent is told. */
  creationDate: string;
  architecture: string;
}

/** The vendors' accounts: wiki.debian.org/Cloud/AmazonEC2Image, documentation.ubuntu.com/aws. */
const DEBIAN = "136693071363";
const CANONICAL = "099720109477";

/** Names as the vendors form them, with a date and serial that are not real. */
function published(): Omit<Image, "id">[] {
  return ["amd64", "arm64"].flatMap((architecture) =>
    [
      ...["debian-12", "debian-13"].map((name) => ({
        ownerId: DEBIAN,
        name: `${name}-${architecture}-20260101-1000`,
      })),
      ...["jammy-22.04", "noble-24.04"].map((name) => {
        const disk = name.startsWith("noble") ? "hvm-ssd-gp3" : "hvm-ssd";
        return {
          ownerId: CANONICAL,
          name: `ubuntu/images/${disk}/ubuntu-${name}-${architecture}-server-20260101`,
        };
      }),
    ].map((image) => ({
      ...image,
      creationDate: "2026-01-01T00:00:00.000Z",
      architecture: architecture === "amd64" ? "x86_64" : "arm64",
    })),
  );
}

/** The images that there are in a region: the vendors', and what a test has put into the cloud. */
export function images(region: string, state: CloudState): Image[] {
  const added = state.resources.filter((resource) => resource.type === IMAGE && resource.region === region);
  return [
    ...published().map((image) => ({ ...image, id: `ami-${digits(17, region, image.name)}` })),
    ...added.map(({ id, properties }) => ({ ...(properties as unknown as Omit<Image, "id">), id })),
  ];
}

/** An image as `getAmi` answers it. */
export function described(image: Image, region: string): Properties {
  return {
    ...image,
    imageId: image.id,
    arn: arn("ec2", region, `image/${image.id}`, ""),
    description: `fake image ${image.name}`,
    hypervisor: "xen",
    imageLocation: `amazon/${image.name}`,
    imageType: "machine",
    public: true,
    region,
    rootDeviceName: image.ownerId === CANONICAL ? "/dev/sda1" : "/dev/xvda",
    rootDeviceType: "ebs",
    state: "available",
    virtualizationType: "hvm",
    enaSupport: true,
    blockDeviceMappings: [],
    productCodes: [],
    tags: {},
  };
}
