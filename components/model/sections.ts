import type * as types from "./types";
import certificates from "./schema/certificates.schema.json";
import common from "./schema/common.schema.json";
import aws from "./schema/aws.schema.json";
import awsAlarms from "./schema/aws-alarms.schema.json";
import awsExistingSubnet from "./schema/aws-existing-subnet.schema.json";
import awsHost from "./schema/aws-host.schema.json";
import awsNetwork from "./schema/aws-network.schema.json";
import audit from "./schema/audit.schema.json";
import automaticUpdates from "./schema/automatic-updates.schema.json";
import awsDns from "./schema/aws-dns.schema.json";
import awsRedis from "./schema/aws-redis.schema.json";
import demoApi from "./schema/demo-api.schema.json";
import elasticsearch from "./schema/elasticsearch.schema.json";
import elkServer from "./schema/elk-server.schema.json";
import elasticSource from "./schema/elastic-source.schema.json";
import edge from "./schema/edge.schema.json";
import environment from "./schema/environment.schema.json";
import existingHost from "./schema/existing-host.schema.json";
import gateway from "./schema/gateway.schema.json";
import gatewayApi from "./schema/gateway-api.schema.json";
import gatewayKong from "./schema/gateway-kong.schema.json";
import gatewayOperation from "./schema/gateway-operation.schema.json";
import gatewayTyk from "./schema/gateway-tyk.schema.json";
import firewall from "./schema/firewall.schema.json";
import intrusionPrevention from "./schema/intrusion-prevention.schema.json";
import logShipper from "./schema/log-shipper.schema.json";
import kibana from "./schema/kibana.schema.json";
import logging from "./schema/logging.schema.json";
import kernel from "./schema/kernel.schema.json";
import localLogs from "./schema/local-logs.schema.json";
import logins from "./schema/logins.schema.json";
import logAlerts from "./schema/log-alerts.schema.json";
import logReview from "./schema/log-review.schema.json";
import logstash from "./schema/logstash.schema.json";
import sshServer from "./schema/ssh-server.schema.json";
import timeSync from "./schema/time-sync.schema.json";

/** What each section of the configuration is once defaults are filled in, by its key. */
export interface ResolvedSections {
  environment: types.ResolvedEnvironment;
  existingHost: types.ResolvedExistingHost;
  kernel: types.ResolvedKernel;
  firewall: types.ResolvedFirewall;
  sshServer: types.ResolvedSshServer;
  automaticUpdates: types.ResolvedAutomaticUpdates;
  intrusionPrevention: types.ResolvedIntrusionPrevention;
  timeSync: types.ResolvedTimeSync;
  logins: types.ResolvedLogins;
  localLogs: types.ResolvedLocalLogs;
  audit: types.ResolvedAudit;
  certificates: types.ResolvedCertificates;
  edge: types.ResolvedEdge;
  demoApi: types.ResolvedDemoApi;
  logging: types.ResolvedLogging;
  gateway: types.ResolvedGateway;
  elasticsearch: types.ResolvedElasticsearch;
  elkServer: types.ResolvedElkServer;
  elasticSource: types.ResolvedElasticSource;
  logstash: types.ResolvedLogstash;
  kibana: types.ResolvedKibana;
  gatewayApi: types.ResolvedGatewayApi;
  gatewayOperation: types.ResolvedGatewayOperation;
  gatewayKong: types.ResolvedGatewayKong;
  gatewayTyk: types.ResolvedGatewayTyk;
  awsDns: types.ResolvedAwsDns;
  awsRedis: types.ResolvedAwsRedis;
  awsNetwork: types.ResolvedAwsNetwork;
  awsExistingSubnet: types.ResolvedAwsExistingSubnet;
  awsHost: types.ResolvedAwsHost;
  aws: types.ResolvedAws;
  awsAlarms: types.ResolvedAwsAlarms;
  logAlerts: types.ResolvedLogAlerts;
  logShipper: types.ResolvedLogShipper;
  logReview: types.ResolvedLogReview;
}

/** Name of a section: a key of `portcullis:environment`, or the whole. */
export type SectionName = keyof ResolvedSections;

/** The JSON Schema of each section. */
export const sectionSchemas: Readonly<Record<SectionName, { $id: string }>> = {
  environment,
  existingHost,
  kernel,
  firewall,
  sshServer,
  automaticUpdates,
  intrusionPrevention,
  timeSync,
  logins,
  localLogs,
  audit,
  certificates,
  edge,
  demoApi,
  logging,
  gateway,
  elasticsearch,
  elkServer,
  elasticSource,
  logstash,
  kibana,
  gatewayApi,
  gatewayOperation,
  gatewayKong,
  gatewayTyk,
  awsDns,
  awsRedis,
  awsNetwork,
  awsExistingSubnet,
  awsHost,
  aws,
  awsAlarms,
  logAlerts,
  logShipper,
  logReview,
};

/** Definitions that the sections share. */
export const commonSchema: { $id: string } = common;
