import { isCidr } from "../../../components/model/formats";
import { overlaps } from "../../../local/hosts/addressPlan";
import { UNKNOWN, type PropertyValue } from "../../../local/plugins/provider/propertyValue";
import type { Failure } from "../../../local/plugins/provider/resourceType";
import type { CloudResource, CloudState } from "./cloud";
import { digits } from "./identifiers";
import { text, type Making } from "./kind";

function toNumber(address: string): number {
  return address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

function toAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}

/** First address and number of addresses. */
function range(cidrBlock: string): { first: number; size: number } {
  const [address = "", bits = "32"] = cidrBlock.split("/");
  return { first: toNumber(address), size: 2 ** (32 - Number(bits)) };
}

/** Says what is wrong with an IPv4 network whose length has bounds. */
export function checkCidrBlock(
  property: string,
  value: PropertyValue | undefined,
  shortest: number,
  longest: number,
): Failure[] {
  if (typeof value !== "string" || value === UNKNOWN) return [];
  const refuse = (what: string): Failure[] => [{ property, reason: `${property} ${value} ${what}` }];
  if (!isCidr(value) || value.includes(":")) return refuse("is not an IPv4 network such as 10.0.0.0/16");
  const bits = Number(value.split("/")[1]);
  if (bits < shortest || bits > longest) return refuse(`must be between /${shortest} and /${longest}`);
  const { first, size } = range(value);
  return first % size === 0
    ? []
    : refuse(`has bits set behind its length: write ${toAddress(first - (first % size))}/${bits}`);
}

/** Refuses a subnet that lies outside its VPC, in another region's zone or over another subnet. */
export function admitSubnet({ region, inputs, state }: Making, former: CloudResource | undefined): void {
  const cidrBlock = text(inputs.cidrBlock);
  const zone = text(inputs.availabilityZone);
  if (zone !== "" && !(zone.startsWith(region) && /^[a-f]$/.test(zone.slice(region.length))))
    throw new Error(`InvalidParameterValue: availabilityZone ${zone} is not one of ${region}`);
  if (cidrBlock === "") return;
  const vpc = state.resources.find(({ id }) => id === inputs.vpcId);
  const whole = text(vpc?.properties.cidrBlock);
  if (whole !== "" && !(overlaps(cidrBlock, whole) && range(cidrBlock).size <= range(whole).size))
    throw new Error(`InvalidSubnet.Range: ${cidrBlock} is not part of ${whole}, the cidrBlock of ${vpc?.id}`);
  const other = subnetsOf(state, inputs.vpcId).find(
    (subnet) => subnet !== former && overlaps(cidrBlock, text(subnet.properties.cidrBlock)),
  );
  if (other)
    throw new Error(
      `InvalidSubnet.Conflict: ${cidrBlock} overlaps ${text(other.properties.cidrBlock)} of ${other.id}`,
    );
}

function subnetsOf(state: CloudState, vpcId: PropertyValue | undefined): CloudResource[] {
  return state.resources.filter(
    ({ type, properties }) =>
      type === "aws:ec2/subnet:Subnet" && properties.vpcId === vpcId && properties.cidrBlock !== undefined,
  );
}

/** An address of a subnet that nothing else has. AWS keeps the first four and the last one for itself. */
export function freeAddress(state: CloudState, subnetId: PropertyValue | undefined): string {
  const subnet = state.resources.find(({ id }) => id === subnetId);
  const { first, size } = range(text(subnet?.properties.cidrBlock) || "172.31.0.0/20");
  const taken = new Set(state.resources.map(({ properties }) => properties.privateIp));
  for (let number = first + 4; number < first + size - 1; number++)
    if (!taken.has(toAddress(number))) return toAddress(number);
  throw new Error(`InsufficientFreeAddressesInSubnet: ${subnet?.id} is full`);
}

/** Refuses an address that is outside the subnet, kept for AWS or taken. */
export function admitAddress(
  state: CloudState,
  subnetId: PropertyValue | undefined,
  address: string,
  former: CloudResource | undefined,
): void {
  const subnet = state.resources.find(({ id }) => id === subnetId);
  const cidrBlock = text(subnet?.properties.cidrBlock);
  if (cidrBlock === "") return;
  const { first, size } = range(cidrBlock);
  const offset = toNumber(address) - first;
  if (offset < 4 || offset > size - 2)
    throw new Error(`InvalidParameterValue: ${address} is not one of the free addresses of ${cidrBlock}`);
  const other = state.resources.find(
    (resource) => resource !== former && resource.properties.privateIp === address,
  );
  if (other) throw new Error(`InvalidIPAddress.InUse: ${address} belongs to ${other.id}`);
}

/** A public address from the range for documentation 203.0.113.0/24 (RFC 5737), not one that somebody has. */
export function publicAddress(state: CloudState, ...words: readonly (string | number)[]): string {
  const taken = new Set(state.resources.map(({ properties }) => properties.publicIp));
  const start = parseInt(digits(2, ...words), 16);
  for (let step = 0; step < 254; step++) {
    const address = `203.0.113.${1 + ((start + step) % 254)}`;
    if (!taken.has(address)) return address;
  }
  throw new Error("AddressLimitExceeded: the fake cloud has no public address left");
}
