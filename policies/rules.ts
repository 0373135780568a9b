import { ebsRules } from "./aws/ebs";
import { ec2Rules } from "./aws/ec2";
import { cacheRules } from "./aws/elastiCache";
import { identityRules } from "./aws/iam";
import { keyRules } from "./aws/kms";
import { loadBalancerRules } from "./aws/loadBalancer";
import { logRules } from "./aws/logs";
import { alarmRules } from "./aws/monitoring";
import { dnsRules } from "./aws/route53";
import { bucketRules } from "./aws/s3";
import { securityGroupRules } from "./aws/securityGroup";
import { topicRules } from "./aws/sns";
import { vpcRules } from "./aws/vpc";
import { daily } from "./audit/daily";
import { acmeStaging } from "./certificates/acmeStaging";
import { privateKey } from "./certificates/privateKey";
import type { Rule } from "./core/rule";
import { hsts } from "./edge/hsts";
import { plainHttp } from "./edge/plainHttp";
import { tlsProfile } from "./edge/tlsProfile";
import { metadata } from "./firewall/metadata";
import { openOutput } from "./firewall/openOutput";
import { sshOpen } from "./firewall/sshOpen";
import { algorithms } from "./gateway/algorithms";
import { bodyValidation } from "./gateway/bodyValidation";
import { crossOrigin } from "./gateway/crossOrigin";
import { documented } from "./gateway/documented";
import { keyRotation } from "./gateway/keyRotation";
import { publicOperation } from "./gateway/publicOperation";
import { publicWrite } from "./gateway/publicWrite";
import { rateLimit } from "./gateway/rateLimit";
import { roles } from "./gateway/roles";
import { sharedSecret } from "./gateway/sharedSecret";
import { tokenLifetime } from "./gateway/tokenLifetime";
import { forceDestroy } from "./pulumi/forceDestroy";
import { insecureProvider } from "./pulumi/insecureProvider";
import { loggingRules } from "./logging";
import { insecureSwitch } from "./pulumi/insecureSwitch";
import { protect } from "./pulumi/protect";
import { staticCredentials } from "./pulumi/staticCredentials";
import { commandArguments } from "./secrets/commandArguments";
import { commandEnvironment } from "./secrets/commandEnvironment";
import { plainInputs } from "./secrets/plainInputs";
import { stackConfiguration } from "./secrets/stackConfiguration";
import { stackOutputs } from "./secrets/stackOutputs";
import { hostKeyPinned } from "./ssh/hostKeyPinned";
import { passwordConnection } from "./ssh/passwordConnection";
import { passwordLogin } from "./ssh/passwordLogin";
import { rebootWindow } from "./updates/rebootWindow";
import { updatesOff } from "./updates/updatesOff";

/** All rules of the pack. */
export const rules: readonly Rule[] = [
  tlsProfile,
  hsts,
  plainHttp,
  acmeStaging,
  privateKey,
  sshOpen,
  openOutput,
  metadata,
  passwordLogin,
  passwordConnection,
  hostKeyPinned,
  updatesOff,
  rebootWindow,
  publicWrite,
  publicOperation,
  roles,
  sharedSecret,
  algorithms,
  keyRotation,
  tokenLifetime,
  rateLimit,
  documented,
  bodyValidation,
  crossOrigin,
  ...loggingRules,
  daily,
  insecureSwitch,
  forceDestroy,
  protect,
  staticCredentials,
  insecureProvider,
  commandArguments,
  commandEnvironment,
  plainInputs,
  stackOutputs,
  stackConfiguration,
  ...identityRules,
  ...bucketRules,
  ...keyRules,
  ...logRules,
  ...alarmRules,
  ...topicRules,
  ...dnsRules,
  ...cacheRules,
  ...securityGroupRules,
  ...ec2Rules,
  ...ebsRules,
  ...vpcRules,
  ...loadBalancerRules,
];
