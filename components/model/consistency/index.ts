import {
  awsHostNamesAreFree,
  awsIsReached,
  balancingHasRecords,
  challengeFitsAws,
  hostsHaveSubnets,
  privateHostsAreReached,
  privateHostsGetOut,
  recordsHaveNames,
  redisHasOneSource,
  severalHostsAreBalanced,
  topicIsOfRegion,
  zonesAreOfRegion,
} from "./aws";
import { somebodyIsTold } from "./awsAlarms";
import type { Problem } from "../problems";
import type { ResolvedSections, SectionName } from "../sections";
import { zoneIsNamedOnce } from "./awsDns";
import { windowsSuitElastiCache } from "./awsRedis";
import {
  existingIsLeftAlone,
  existingSubnetsAreApart,
  networkIsMadeOrExists,
  rangeCanBeCut,
  zonesAreSeveral,
} from "./awsNetwork";
import { oneSitePerName, preloadIsReady, upstreamIsVerified } from "./edge";
import {
  alertsReachPeople,
  existingServerIsKnown,
  existingServerIsReached,
  kibanaHasItsCertificate,
  kibanaHasItsServer,
  logHostsHaveAddresses,
  logsAreCollected,
  logSourcesAreKnown,
  notEverybodyLooksAtLogs,
} from "./logging";
import {
  httpChallengeNeedsOneHost,
  modernNeedsEcdsa,
  notEverybodyMayLogIn,
  oneHostPerAddress,
  platformHasIt,
  setupMayLogIn,
  someHost,
  somebodyMayLogIn,
} from "./environment";
import {
  edgeCanServeGateway,
  edgeLeadsToGateway,
  edgeLetsBodiesThrough,
  portsDiffer,
} from "./gatewaySurroundings";
import {
  apisHaveOperations,
  consumersHaveCredentials,
  engineComesFromSomewhere,
  issuersAreUnique,
  issuersExist,
  keyIdsAreUnique,
  keysHaveTheirAlgorithm,
  limitsGrow,
  overlapsAreShorter,
  publicAsksForNothing,
  quotasLast,
} from "./gateway";

/** A check that a schema cannot express. Its paths begin at the section. */
interface Check<S extends SectionName> {
  /** The section's keys that it reads: it is left out where one of them is wrong already. Default: all. */
  reads?: readonly (keyof ResolvedSections[S] & string)[];
  find: (value: ResolvedSections[S]) => Problem[];
}

const checks: { readonly [S in SectionName]?: readonly Check<S>[] } = {
  environment: [
    { reads: ["hosts", "aws"], find: someHost },
    { reads: ["hosts"], find: oneHostPerAddress },
    { reads: ["adminRanges"], find: somebodyMayLogIn },
    { reads: ["adminRanges"], find: notEverybodyMayLogIn },
    { reads: ["edge", "certificates"], find: modernNeedsEcdsa },
    { reads: ["hosts", "aws", "edge", "certificates"], find: httpChallengeNeedsOneHost },
    { reads: ["hosts", "aws", "sshServer"], find: setupMayLogIn },
    { reads: ["hosts", "firewall", "edge"], find: platformHasIt },
    { reads: ["edge", "gateway"], find: edgeLeadsToGateway },
    { reads: ["edge", "gateway"], find: edgeCanServeGateway },
    { reads: ["edge", "gateway"], find: edgeLetsBodiesThrough },
    { reads: ["gateway", "demoApi"], find: portsDiffer },
    { reads: ["hosts", "aws"], find: awsHostNamesAreFree },
    { reads: ["adminRanges", "aws"], find: awsIsReached },
    { reads: ["gateway", "aws"], find: redisHasOneSource },
    { reads: ["edge", "aws"], find: recordsHaveNames },
    { reads: ["aws", "certificates"], find: challengeFitsAws },
    { reads: ["hosts", "aws", "logging"], find: logsAreCollected },
    { reads: ["aws", "logging"], find: existingServerIsReached },
    { reads: ["certificates", "logging"], find: kibanaHasItsCertificate },
    { reads: ["hosts", "logging"], find: logHostsHaveAddresses },
    { reads: ["hosts", "logging"], find: logSourcesAreKnown },
  ],
  aws: [
    { reads: ["region", "network"], find: zonesAreOfRegion },
    { reads: ["region", "alarms"], find: topicIsOfRegion },
    { reads: ["api", "balancing"], find: severalHostsAreBalanced },
    { reads: ["balancing", "dns"], find: balancingHasRecords },
    { reads: ["api", "bastion", "logs"], find: privateHostsAreReached },
    { reads: ["api", "logs", "network"], find: privateHostsGetOut },
    { reads: ["network"], find: hostsHaveSubnets },
  ],
  logging: [{ reads: ["ranges", "viewerRanges"], find: notEverybodyLooksAtLogs }],
  elkServer: [
    { reads: ["elasticsearch"], find: existingServerIsKnown },
    { reads: ["elasticsearch", "kibana"], find: kibanaHasItsServer },
    { reads: ["alerts", "kibana"], find: alertsReachPeople },
  ],
  edge: [
    { reads: ["sites"], find: oneSitePerName },
    { reads: ["hsts"], find: preloadIsReady },
    { reads: ["sites"], find: upstreamIsVerified },
  ],
  gateway: [
    { reads: ["apis"], find: apisHaveOperations },
    { reads: ["consumers"], find: consumersHaveCredentials },
    { reads: ["consumers", "issuers"], find: keysHaveTheirAlgorithm },
    { reads: ["consumers", "issuers"], find: keyIdsAreUnique },
    { reads: ["issuers"], find: issuersAreUnique },
    { reads: ["apis", "issuers"], find: issuersExist },
    { reads: ["apis"], find: limitsGrow },
    { reads: ["apis"], find: publicAsksForNothing },
    { reads: ["engine", "limitStore", "apis"], find: quotasLast },
    { reads: ["engine", "kong", "tyk"], find: engineComesFromSomewhere },
    { reads: ["rotation"], find: overlapsAreShorter },
  ],
  awsAlarms: [{ reads: ["emails", "topicArn"], find: somebodyIsTold }],
  awsDns: [{ reads: ["zone", "zoneId"], find: zoneIsNamedOnce }],
  awsRedis: [{ reads: ["maintenanceWindow", "snapshotWindow"], find: windowsSuitElastiCache }],
  awsNetwork: [
    { reads: ["cidrBlock", "zones", "existing"], find: networkIsMadeOrExists },
    { reads: ["cidrBlock"], find: rangeCanBeCut },
    { reads: ["zones"], find: zonesAreSeveral },
    { reads: ["natGateways", "interfaceEndpoints", "existing"], find: existingIsLeftAlone },
    { reads: ["existing"], find: existingSubnetsAreApart },
  ],
};

/** Sections that are part of another, by the key that they stand under. */
const parts: { readonly [S in SectionName]?: Readonly<Record<string, SectionName>> } = {
  environment: { aws: "aws", edge: "edge", gateway: "gateway", logging: "logging" },
  logging: { server: "elkServer" },
  aws: { network: "awsNetwork", dns: "awsDns", redis: "awsRedis", alarms: "awsAlarms" },
};

/**
 * Checks how a section's settings fit together, and those of the sections within it too.
 *
 * @param section - which section
 * @param value - the section, defaults filled in
 * @param wrong - the schema's problems, by paths that begin at the section: what they touch is not looked at again
 */
export function inconsistencies(section: SectionName, value: unknown, wrong: readonly Problem[]): Problem[] {
  if (typeof value !== "object" || value === null || wrong.some(({ path }) => path?.length === 0)) return [];
  const touched = new Set(wrong.map(({ path }) => path?.[0]));
  const own = (checks[section] ?? []) as readonly Check<SectionName>[];
  const problems = own.flatMap(({ reads, find }) =>
    (reads ?? Object.keys(value)).some((key) => touched.has(key)) ? [] : find(value as never),
  );
  const inner = Object.entries(parts[section] ?? {}).filter(
    ([key]) => (value as Record<string, unknown>)[key] !== undefined,
  );
  return [
    ...problems,
    ...inner.flatMap(([key, part]) => {
      const below = wrong
        .filter(({ path }) => path?.[0] === key)
        .map((problem) => ({ ...problem, path: problem.path?.slice(1) }));
      return inconsistencies(part, (value as Record<string, unknown>)[key], below).map((problem) => ({
        ...problem,
        path: [key, ...(problem.path ?? [])],
      }));
    }),
  ];
}
