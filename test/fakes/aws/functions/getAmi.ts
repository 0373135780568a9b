import {
  isObject,
  type Properties,
  type PropertyValue,
} from "../../../../local/plugins/provider/propertyValue";
import { described, images, type Image } from "../images";
import { text } from "../kind";
import type { AwsFunction } from ".";

function matches(value: string, pattern: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(value);
}

/** The filters' names as EC2 knows them (API reference: DescribeImages), for what images differ in here. */
function filterValue(image: Image, name: string): string {
  const values: Readonly<Record<string, string>> = {
    name: image.name,
    architecture: image.architecture,
    "owner-id": image.ownerId,
    "image-id": image.id,
    state: "available",
    "virtualization-type": "hvm",
    "root-device-type": "ebs",
    "image-type": "machine",
    "is-public": "true",
    hypervisor: "xen",
    "ena-support": "true",
  };
  const value = values[name];
  if (value === undefined) throw new Error(`fake aws: getAmi cannot filter by ${name}`);
  return value;
}

function passes(image: Image, filter: PropertyValue): boolean {
  const { name, values } = isObject(filter) ? filter : ({} as Properties);
  const value = filterValue(image, text(name));
  return Array.isArray(values) && values.some((pattern) => matches(value, text(pattern)));
}

/** `aws.ec2.getAmi`: the vendors' images and what a test has put beside them. */
export const getAmi: AwsFunction = (args, config, cloud) => {
  const region = text(args.region) || config.region;
  const [owners, filters] = [args.owners, args.filters].map((list) => (Array.isArray(list) ? list : []));
  const found = images(region, cloud.read())
    .filter((image) => owners!.length === 0 || owners!.includes(image.ownerId))
    .filter((image) => filters!.every((filter) => passes(image, filter)))
    .sort((one, other) => other.creationDate.localeCompare(one.creationDate));
  if (found.length === 0)
    throw new Error("Your query returned no results. Please change your search criteria.");
  if (found.length > 1 && args.mostRecent !== true)
    throw new Error(`Your query returned ${found.length} results. Be more specific, or set mostRecent.`);
  return { ...described(found[0]!, region), ...(args.owners !== undefined && { owners: args.owners }) };
};
