import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../host/hostBundle";
import type { LinuxHost } from "../host/linuxHost";
import { resolve } from "../model/resolve";
import type { DemoApi as DemoApiSettings } from "../model/types";
import { demoApiUrl, renderDemoApi } from "./render";

/** Arguments of {@link DemoApi}. */
export interface DemoApiArgs {
  /** The host that it runs on. */
  host: LinuxHost;
  /** The settings. Default: port 8080, bodies up to 16 KiB. */
  settings?: pulumi.Input<DemoApiSettings>;
}

/** A small orders API, reachable from its host alone: an upstream to try an edge or a gateway with. */
export class DemoApi extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;
  /** Where it answers, on its host. */
  readonly url: pulumi.Output<string>;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: DemoApiArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = pulumi.output(args.settings).apply((value) => resolve("demoApi", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:demo:DemoApi", name, { settings }, opts);
    this.url = settings.apply(demoApiUrl);
    this.bundle = new HostBundle(
      name,
      { host: args.host, bundle: settings.apply(renderDemoApi) },
      { parent: this },
    );
    this.registerOutputs({ settings });
  }
}
