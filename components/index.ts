/**
 * Portcullis: Pulumi components that provision hardened Linux API hosts.
 *
 * @packageDocumentation
 */
export type { Expectations } from "./audit/expectations/expectations";
export { bundleExpectations, renderExpectations } from "./audit/expectations/render";
export { HostAudit, type HostAuditArgs } from "./audit/hostAudit";
export { DemoApi, type DemoApiArgs } from "./demo/demoApi";
export { Certificates, type CertificatesArgs } from "./edge/certificate/certificates";
export type { FrontOperation, GatewayFront } from "./edge/gatewayFront";
export { HttpsEdge, type HttpsEdgeArgs } from "./edge/httpsEdge";
export type { CertificateRequest } from "./edge/sites";
export { Environment, type EnvironmentArgs } from "./environment/environment";
export { HostStack, type HostStackArgs } from "./environment/hostStack";
export { type HostRole, type PlannedHost, plannedHosts } from "./environment/plannedHost";
export { ApiGateway, type ApiGatewayArgs } from "./gateway/apiGateway";
export type { ConsumerCredentials } from "./gateway/keys/credentials";
export type { SharedRedis } from "./gateway/sharedRedis";
export { GatewayKeys, type GatewayKeysArgs, keysToMake } from "./gateway/keys/gatewayKeys";
export { AutomaticUpdates, type AutomaticUpdatesArgs } from "./hardening/automaticUpdates/automaticUpdates";
export { Firewall, type FirewallArgs } from "./hardening/firewall/firewall";
export {
  IntrusionPrevention,
  type IntrusionPreventionArgs,
} from "./hardening/intrusionPrevention/intrusionPrevention";
export { Kernel, type KernelArgs } from "./hardening/kernel/kernel";
export { Logins, type LoginsArgs } from "./hardening/logins/logins";
export { LocalLogs, type LocalLogsArgs } from "./hardening/localLogs/localLogs";
export { SshServer, type SshServerArgs } from "./hardening/sshServer/sshServer";
export { TimeSync, type TimeSyncArgs } from "./hardening/timeSync/timeSync";
export type { Bundle, BundleAction, BundleFile, BundleService } from "./host/bundle";
export { ExistingHost, type ExistingHostArgs } from "./host/existingHost";
export { HostBundle, type HostBundleArgs } from "./host/hostBundle";
export type { LinuxHost } from "./host/linuxHost";
export { type Platform, type PlatformName, platforms } from "./host/platform";
export type { TlsIdentityInputs } from "./logging/authority/identity";
export { Elasticsearch, type ElasticsearchArgs } from "./logging/elasticsearch/elasticsearch";
export { ElasticsearchKey, type ElasticsearchKeyArgs } from "./logging/elasticsearch/elasticsearchKey";
export {
  ElasticsearchSetup,
  type ElasticsearchSetupArgs,
  type OwnElasticsearch,
} from "./logging/elasticsearch/elasticsearchSetup";
export type { ElasticsearchNode } from "./logging/elasticsearch/configuration";
export type { ElasticsearchRole } from "./logging/elasticsearch/roles";
export type { ElasticsearchAccess } from "./logging/elasticsearchAccess";
export {
  LogAuthority,
  type LogAuthorityArgs,
  type TlsIdentityOutputs,
  type TlsSubject,
} from "./logging/authority/logAuthority";
export { type ElkHost, ElkServer, type ElkServerArgs, type LogsAccess } from "./logging/elkServer";
export { Kibana, type KibanaAccountInputs, type KibanaArgs } from "./logging/kibana/kibana";
export { Logstash, type LogstashArgs } from "./logging/logstash/logstash";
export { LogAlerts, type LogAlertsArgs } from "./logging/alerts/logAlerts";
export { LogShipper, type LogShipperArgs } from "./logging/shipper/logShipper";
export { loadEnvironment } from "./model/environment";
export { ConfigurationError } from "./model/problems";
/** Types of the settings, such as `settings.Gateway`. */
export type * as settings from "./model/types";
