import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult, Provider } from "@pulumi/pulumi/provider";
import { readAsset } from "../assets";
import { ConfigurationError } from "../model/problems";
import { given } from "./given";
import { type RemoteComponent, remoteComponents } from "./remoteComponents";
import { type RemoteHost, remoteHost } from "./remoteHost";
import { checkedSettings } from "./settings";

interface PackageSchema {
  version: string;
  resources: Record<string, { inputProperties: object; properties: object }>;
}

/** Stands for a component in a preview that does not know yet what it would be. */
class NotPlanned extends pulumi.ComponentResource {
  constructor(token: string, name: string, options: pulumi.ComponentResourceOptions) {
    super(token, name, {}, options);
    this.registerOutputs({});
  }
}

/** Makes the components for programs in other languages: Pulumi's engine calls it over gRPC. */
export class PortcullisProvider implements Provider {
  /** Pulumi's schema of the package, as JSON. */
  readonly schema = readAsset("docs/reference/pulumi-schema.json");
  private readonly described = JSON.parse(this.schema) as PackageSchema;
  /** The package's version. */
  readonly version = this.described.version;

  /**
   * Makes one component.
   *
   * @param name - its name in the program
   * @param token - its type token
   * @param inputs - its arguments as they came over the wire
   * @param options - its resource options
   * @throws ConfigurationError where an argument is wrong
   */
  async construct(
    name: string,
    token: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<ConstructResult> {
    const remote = remoteComponents[token];
    const described = this.described.resources[token];
    if (!remote || !described)
      throw new ConfigurationError([
        { message: `there is no ${token}: the package has ${Object.keys(remoteComponents).join(", ")}` },
      ]);
    const unknown = Object.keys(inputs).filter((key) => !(key in described.inputProperties));
    if (unknown.length > 0)
      throw new ConfigurationError(
        unknown.map((key) => ({
          path: [key],
          message: `is not an argument of ${token}: it has ${Object.keys(described.inputProperties).join(", ")}`,
        })),
      );
    const args = await argumentsOf(remote, inputs);
    const after = { ...options, dependsOn: dependencies(inputs, options) };
    if (args) {
      const component = new remote.component(name, args as never, after);
      return {
        urn: component.urn,
        state: outputs(described.properties, (key) => Reflect.get(component, key)),
      };
    }
    void pulumi.log.warn(
      `the settings of ${name} are known only once other resources are made: this preview does not show what is made of them`,
    );
    const { urn } = new NotPlanned(token, name, after);
    return { urn, state: outputs(described.properties, () => pulumi.output(pulumi.unknown)) };
  }
}

/** The component's arguments, checked; undefined where a preview does not know settings that decide what is made. */
async function argumentsOf(
  { section, plain = [] }: RemoteComponent,
  inputs: pulumi.Inputs,
): Promise<object | undefined> {
  const args: Record<string, unknown> = { ...inputs };
  if ("host" in inputs) args.host = await remoteHost(inputs.host as pulumi.Input<RemoteHost>);
  for (const key of plain.filter((one) => one !== "settings" && one in inputs)) {
    const { value, known, secrets } = await given(inputs[key]);
    if (!known || secrets.length > 0)
      throw new ConfigurationError([
        { path: [key], message: "must be known in a preview, and no secret: it decides what is made" },
      ]);
    args[key] = value;
  }
  if (!section) return args;
  const settings = await given(inputs.settings);
  if (settings.known) args.settings = checkedSettings(section, settings);
  else if (plain.includes("settings")) return undefined;
  return args;
}

/** What the options name, and whatever an argument came from: it goes last when all of it is destroyed. */
function dependencies(
  inputs: pulumi.Inputs,
  { dependsOn }: pulumi.ComponentResourceOptions,
): pulumi.Input<pulumi.Resource>[] {
  // An output among the dependencies brings those that it depends on itself.
  const carrier = pulumi.output(Object.values(inputs)).apply((): pulumi.Resource[] => []);
  return [...(dependsOn as pulumi.Resource[]), carrier as unknown as pulumi.Output<pulumi.Resource>];
}

function outputs(properties: object, value: (key: string) => unknown): pulumi.Inputs {
  return Object.fromEntries(Object.keys(properties).map((key) => [key, value(key)]));
}
