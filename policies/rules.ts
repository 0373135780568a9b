import { securityGroupSsh } from "./aws/securityGroupSsh";
import { acmeStaging } from "./certificates/acmeStaging";
import type { Rule } from "./core/rule";
import { hsts } from "./edge/hsts";
import { plainHttp } from "./edge/plainHttp";
import { tlsProfile } from "./edge/tlsProfile";
import { metadata } from "./firewall/metadata";
import { openOutput } from "./firewall/openOutput";
import { sshOpen } from "./firewall/sshOpen";
import { insecureSwitch } from "./pulumi/insecureSwitch";
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
  sshOpen,
  openOutput,
  metadata,
  passwordLogin,
  passwordConnection,
  hostKeyPinned,
  updatesOff,
  rebootWindow,
  insecureSwitch,
  commandArguments,
  commandEnvironment,
  plainInputs,
  stackOutputs,
  stackConfiguration,
  securityGroupSsh,
];
