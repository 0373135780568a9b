import type * as pulumi from "@pulumi/pulumi";
import { DemoApi } from "../demo/demoApi";
import { Certificates } from "../edge/certificate/certificates";
import { HttpsEdge } from "../edge/httpsEdge";
import { Environment } from "../environment/environment";
import { ApiGateway } from "../gateway/apiGateway";
import { AutomaticUpdates } from "../hardening/automaticUpdates/automaticUpdates";
import { Firewall } from "../hardening/firewall/firewall";
import { IntrusionPrevention } from "../hardening/intrusionPrevention/intrusionPrevention";
import { Kernel } from "../hardening/kernel/kernel";
import { Logins } from "../hardening/logins/logins";
import { LocalLogs } from "../hardening/localLogs/localLogs";
import { SshServer } from "../hardening/sshServer/sshServer";
import { TimeSync } from "../hardening/timeSync/timeSync";
import { HostBundle } from "../host/hostBundle";
import { LogAlerts } from "../logging/alerts/logAlerts";
import { Elasticsearch } from "../logging/elasticsearch/elasticsearch";
import { ElasticsearchKey } from "../logging/elasticsearch/elasticsearchKey";
import { ElasticsearchSetup } from "../logging/elasticsearch/elasticsearchSetup";
import { Kibana } from "../logging/kibana/kibana";
import { Logstash } from "../logging/logstash/logstash";
import { LogShipper } from "../logging/shipper/logShipper";
import type { SectionName } from "../model/sections";

/** A component that programs in other languages can make. */
export interface RemoteComponent {
  /** Its class. */
  component: new (
    name: string,
    args: never,
    options: pulumi.ComponentResourceOptions,
  ) => pulumi.ComponentResource;
  /** Which section of the configuration its `settings` are. Default: it has none. */
  section?: SectionName;
  /** Arguments that have to be known in a preview. Default: none. */
  plain?: readonly string[];
}

/** The components that programs in other languages can make, by their type tokens: those of Pulumi's schema. */
export const remoteComponents: Readonly<Record<string, RemoteComponent>> = {
  "portcullis:demo:DemoApi": { component: DemoApi, section: "demoApi" },
  "portcullis:edge:Certificates": { component: Certificates, section: "certificates" },
  "portcullis:edge:HttpsEdge": { component: HttpsEdge, section: "edge", plain: ["gateway"] },
  "portcullis:environment:Environment": {
    component: Environment,
    section: "environment",
    plain: ["settings", "folder"],
  },
  "portcullis:gateway:ApiGateway": {
    component: ApiGateway,
    section: "gateway",
    plain: ["settings", "folder"],
  },
  "portcullis:hardening:AutomaticUpdates": { component: AutomaticUpdates, section: "automaticUpdates" },
  "portcullis:hardening:Firewall": { component: Firewall, section: "firewall" },
  "portcullis:hardening:IntrusionPrevention": {
    component: IntrusionPrevention,
    section: "intrusionPrevention",
  },
  "portcullis:hardening:Kernel": { component: Kernel, section: "kernel" },
  "portcullis:hardening:Logins": { component: Logins, section: "logins" },
  "portcullis:hardening:LocalLogs": { component: LocalLogs, section: "localLogs" },
  "portcullis:hardening:SshServer": { component: SshServer, section: "sshServer" },
  "portcullis:hardening:TimeSync": { component: TimeSync, section: "timeSync" },
  "portcullis:logging:Elasticsearch": { component: Elasticsearch, section: "elasticsearch" },
  "portcullis:logging:ElasticsearchKey": { component: ElasticsearchKey, plain: ["role", "holder"] },
  "portcullis:logging:ElasticsearchSetup": { component: ElasticsearchSetup, section: "elasticsearch" },
  "portcullis:logging:Kibana": { component: Kibana, section: "kibana" },
  "portcullis:logging:Logstash": { component: Logstash, section: "logstash" },
  "portcullis:host:HostBundle": { component: HostBundle, plain: ["trial"] },
  "portcullis:logging:LogAlerts": { component: LogAlerts, section: "logAlerts" },
  "portcullis:logging:LogShipper": { component: LogShipper, section: "logShipper" },
};
