import { UNKNOWN, type Properties } from "../../../../local/plugins/provider/propertyValue";
import type { Failure } from "../../../../local/plugins/provider/resourceType";
import { admitAddress, freeAddress, publicAddress } from "../addresses";
import { arn, digits } from "../identifiers";
import { holds, names, text, type Kind, type Kinds } from "../kind";
import { endMachine, machinesUrl, startMachine } from "../machines";
import { ec2Id, ec2IdAlong } from "./ec2Id";
import { images } from "../images";
import { ALIAS, EIP, GROUP, INSTANCE, KEY, SUBNET } from "./tokens";

/** EC2's limit for user data, in bytes before it is encoded (EC2 User Guide: instance user data). */
const USER_DATA_LIMIT = 16 * 1024;

const VOLUME = "aws:ebs/volume:Volume";

function checkUserData({ userData, userDataBase64 }: Properties): Failure[] {
  const failures: Failure[] = [];
  const sizes = {
    userData: userData === UNKNOWN ? 0 : Buffer.byteLength(text(userData)),
    userDataBase64: userDataBase64 === UNKNOWN ? 0 : Buffer.from(text(userDataBase64), "base64").length,
  };
  for (const [property, size] of Object.entries(sizes))
    if (size > USER_DATA_LIMIT)
      failures.push({
        property,
        reason: `${property} has ${size} bytes; EC2 takes at most ${USER_DATA_LIMIT}`,
      });
  if (sizes.userData > 0 && sizes.userDataBase64 > 0)
    failures.push({ property: "userData", reason: "only one of userData and userDataBase64 can be given" });
  return failures;
}

/** The zone of a subnet. */
function zoneOf(state: { resources: { id: string; properties: Properties }[] }, subnetId: unknown): string {
  return text(state.resources.find(({ id }) => id === subnetId)?.properties.availabilityZone);
}

/** Makes real machines of instances: their one address is the private and the public one. */
function machines(url: string): Pick<Kind, "started" | "ended"> {
  return {
    started: async ({ id, inputs, region, state }) => {
      const image = images(region, state).find((other) => other.id === inputs.ami)?.name ?? "";
      const userData = text(inputs.userData) || Buffer.from(text(inputs.userDataBase64), "base64").toString();
      const { address } = await startMachine(url, { id, image, userData });
      return { privateIp: address, publicIp: address };
    },
    ended: (id) => endMachine(url, id),
  };
}

/** Instances and what is attached to them. Sources: ForceNew in the Terraform provider for AWS (internal/service/ec2), EC2 API reference. */
export const instances: Kinds = {
  [INSTANCE]: {
    replacing: [
      ...[
        "ami",
        "associatePublicIpAddress",
        "availabilityZone",
        "cpuOptions",
        "ebsBlockDevices",
        "ebsOptimized",
      ],
      ...[
        "enclaveOptions",
        "ephemeralBlockDevices",
        "hibernation",
        "hostId",
        "ipv6AddressCount",
        "ipv6Addresses",
      ],
      ...["keyName", "launchTemplate", "networkInterfaces", "placementGroup", "privateDnsNameOptions"],
      ...["privateIp", "securityGroups"],
      ...["rootBlockDevice.encrypted", "rootBlockDevice.kmsKeyId", "subnetId", "tenancy"],
    ],
    // Without it a change stops the instance, puts the new data in and starts it again.
    replacingIf: ({ userDataReplaceOnChange }) =>
      userDataReplaceOnChange === true ? ["userData", "userDataBase64"] : [],
    references: {
      subnetId: holds(SUBNET),
      "vpcSecurityGroupIds[]": holds(GROUP),
      keyName: names("aws:ec2/keyPair:KeyPair"),
      iamInstanceProfile: names("aws:iam/instanceProfile:InstanceProfile"),
      "rootBlockDevice.kmsKeyId": names(KEY, ALIAS),
    },
    id: ec2Id("i"),
    check: checkUserData,
    admit: ({ inputs, region, state }, former) => {
      if (typeof inputs.privateIp === "string")
        admitAddress(state, inputs.subnetId, inputs.privateIp, former);
      // An image may be withdrawn while instances of it run.
      const ami = text(inputs.ami);
      if (!former && !images(region, state).some(({ id }) => id === ami))
        throw new Error(`InvalidAMIID.NotFound: there is no image ${ami} in ${region}`);
    },
    computed: (making) => {
      const { inputs, region, state, urn, serial, id } = making;
      const subnet = state.resources.find((other) => other.id === inputs.subnetId);
      const former = state.resources.find((other) => other.type === INSTANCE && other.id === id)?.properties;
      const privateIp =
        text(inputs.privateIp) || text(former?.privateIp) || freeAddress(state, inputs.subnetId);
      const isPublic = inputs.associatePublicIpAddress ?? subnet?.properties.mapPublicIpOnLaunch ?? false;
      const publicIp = isPublic !== true ? "" : text(former?.publicIp) || publicAddress(state, urn, serial);
      return {
        availabilityZone: zoneOf(state, inputs.subnetId) || `${region}a`,
        instanceState: "running",
        primaryNetworkInterfaceId: ec2IdAlong("eni", making, "primary interface"),
        privateIp,
        privateDns: `ip-${privateIp.replaceAll(".", "-")}.${region}.compute.internal`,
        publicIp,
        publicDns: publicIp && `ec2-${publicIp.replaceAll(".", "-")}.${region}.compute.amazonaws.com`,
        sourceDestCheck: true,
        tenancy: "default",
      };
    },
    ...(machinesUrl !== undefined && machines(machinesUrl)),
    release: ({ id, properties }) => {
      if (properties.disableApiTermination === true)
        throw new Error(`OperationNotPermitted: ${id} has disableApiTermination set: change that first`);
    },
  },
  "aws:ec2/keyPair:KeyPair": {
    autoName: "keyName",
    replacing: ["keyName", "keyNamePrefix", "publicKey"],
    id: ({ inputs }) => text(inputs.keyName),
    arn: ({ region, id }) => arn("ec2", region, `key-pair/${id}`),
    computed: (making) => ({ keyPairId: ec2IdAlong("key", making, "id"), keyType: "ed25519" }),
    check: ({ publicKey }) =>
      publicKey === UNKNOWN || /^(ssh-ed25519|ssh-rsa) [A-Za-z0-9+/=]+/.test(text(publicKey))
        ? []
        : [{ property: "publicKey", reason: "publicKey: EC2 takes ssh-ed25519 and ssh-rsa keys" }],
  },
  [EIP]: {
    replacing: ["address", "domain", "networkBorderGroup", "publicIpv4Pool"],
    references: { instance: names(INSTANCE) },
    id: ec2Id("eipalloc"),
    arn: ({ region, id }) => arn("ec2", region, `elastic-ip/${id}`),
    computed: ({ id, state, urn, serial, region, inputs }) => {
      const former = state.resources.find((other) => other.type === EIP && other.id === id)?.properties;
      const instance = state.resources.find((other) => other.id === inputs.instance)?.properties;
      const machine = machinesUrl === undefined ? "" : text(instance?.privateIp);
      const publicIp = machine || text(former?.publicIp) || publicAddress(state, urn, serial);
      return {
        allocationId: id,
        domain: "vpc",
        publicIp,
        publicDns: `ec2-${publicIp.replaceAll(".", "-")}.${region}.compute.amazonaws.com`,
        ...(instance?.privateIp !== undefined && { privateIp: instance.privateIp }),
      };
    },
  },
  "aws:ec2/eipAssociation:EipAssociation": {
    replacing: [
      "allocationId",
      "allowReassociation",
      "instanceId",
      "networkInterfaceId",
      "privateIpAddress",
      "publicIp",
    ],
    references: { allocationId: holds(EIP), instanceId: names(INSTANCE) },
    id: ec2Id("eipassoc"),
  },
  [VOLUME]: {
    replacing: ["availabilityZone", "encrypted", "kmsKeyId", "outpostArn", "snapshotId"],
    references: { kmsKeyId: names(KEY, ALIAS) },
    id: ec2Id("vol"),
  },
  "aws:ec2/volumeAttachment:VolumeAttachment": {
    replacing: ["deviceName", "instanceId", "volumeId"],
    references: { instanceId: names(INSTANCE), volumeId: holds(VOLUME) },
    id: ({ urn, serial }) => `vai-${digits(10, urn, serial)}`,
    admit: ({ inputs, state }) => {
      const [volume, instance] = [inputs.volumeId, inputs.instanceId].map((wanted) =>
        state.resources.find(({ id }) => id === wanted),
      );
      if (volume?.properties.availabilityZone !== instance?.properties.availabilityZone)
        throw new Error(
          `InvalidVolume.ZoneMismatch: ${volume?.id} and ${instance?.id} are in different zones`,
        );
    },
  },
  "aws:ec2/launchTemplate:LaunchTemplate": { id: ec2Id("lt"), computed: () => ({ latestVersion: 1 }) },
};
