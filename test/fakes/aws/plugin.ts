import { pluginVersion } from "../../../local/engine/versions";
import type { Plugin } from "../../../local/plugins/provider/resourceType";
import { fileFrom } from "../environment";
import { Cloud } from "./cloud";
import { checkConfig, readConfig, type ProviderConfig } from "./config";
import { typeFacts } from "./facts/load";
import { functions } from "./functions";
import { AwsResource } from "./resource";

/** The plugin. */
export function fakeAws(): Plugin {
  const cloud = new Cloud(fileFrom("FAKE_AWS_STATE"));
  let config: ProviderConfig | undefined;
  const configured = (): ProviderConfig => {
    if (!config) throw new Error("fake aws: asked for something before it was configured");
    return config;
  };
  return {
    version: `${pluginVersion("aws")}+fake`,
    checkConfig,
    configure: (inputs) => {
      config = readConfig(inputs);
    },
    resource(token) {
      const facts = typeFacts(token);
      if (!facts) throw new Error(`fake aws: @pulumi/aws ${pluginVersion("aws")} has no resource ${token}`);
      return new AwsResource(token, facts, cloud, configured);
    },
    function(token) {
      const answer = functions[token];
      if (!answer) throw new Error(`fake aws: ${token} is not answered: add it to test/fakes/aws/functions`);
      return (args) => Promise.resolve(answer(args, configured(), cloud));
    },
  };
}
