import {
  UNKNOWN,
  hasUnknown,
  reveal,
  revealAll,
  type Properties,
  type PropertyValue,
} from "../../../local/plugins/provider/propertyValue";
import type { Found, Identity, Made, ResourceType } from "../../../local/plugins/provider/resourceType";
import { DEFAULTS, checkShape } from "./check";
import { find, type Cloud, type CloudResource, type CloudState } from "./cloud";
import type { ProviderConfig } from "./config";
import { arn, digits } from "./identifiers";
import type { TypeFacts } from "./facts/facts";
import { kinds } from "./kinds";
import type { Kind, Making } from "./kind";
import { changedPaths, isWithin } from "./paths";
import { admitReferences, releaseReferences } from "./references";
import { keepSecrets } from "./secrets";

/** Services that belong to no region. */
const GLOBAL = /^aws:(iam|route53|cloudfront)\//;

/** The life of one type of resource in the fake cloud. */
export class AwsResource implements ResourceType {
  private readonly kind: Kind;

  constructor(
    private readonly type: string,
    private readonly facts: TypeFacts,
    private readonly cloud: Cloud,
    private readonly config: () => ProviderConfig,
  ) {
    this.kind = kinds[type] ?? {};
  }

  check(given: Properties, resource: Identity, old: Properties): ReturnType<ResourceType["check"]> {
    const inputs = this.withTags(this.withDocuments(given));
    const failures = checkShape(this.type, revealAll(inputs), this.facts);
    const named = this.withName(inputs, resource, old);
    if (failures.length === 0) failures.push(...(this.kind.check?.(revealAll(named), resource.name) ?? []));
    return { inputs: named, failures };
  }

  difference(oldInputs: Properties, inputs: Properties): ReturnType<ResourceType["difference"]> {
    const [before, after] = [revealAll(oldInputs), revealAll(inputs)];
    const rules = [
      ...[this.autoName, "namePrefix", "region"],
      ...(this.kind.replacing ?? []),
      ...(this.kind.replacingIf?.(after, before) ?? []),
    ];
    const paths = changedPaths(before, after);
    const top = (list: string[]): string[] => [...new Set(list.map((path) => path.split(".")[0]!))];
    const replacing = top(
      paths.filter((path) => rules.some((rule) => rule !== undefined && isWithin(path, rule))),
    );
    return {
      changed: top(paths),
      replacing,
      deleteFirst: replacing.length > 0 && this.keepsName(before, after),
    };
  }

  planned(inputs: Properties, state?: Properties): Properties {
    const computed = Object.keys(this.facts.outputs).map((name) => [name, state?.[name] ?? UNKNOWN]);
    return { ...(Object.fromEntries(computed) as Properties), ...this.asOutputs(inputs) };
  }

  async create(inputs: Properties, operation: Identity): Promise<Made> {
    const { urn } = operation;
    const plain = revealAll(inputs);
    const { making, properties } = this.cloud.change((state) => {
      const making = this.making(plain, operation, state, state.made[urn] ?? 0);
      admitReferences(kinds, making);
      this.kind.admit?.(making, undefined);
      const id = this.kind.id?.(making) ?? `${this.word}-${digits(17, urn, making.serial)}`;
      if (find(state, this.type, id)) throw new Error(`AlreadyExists: there is a ${this.type} ${id}`);
      const properties = { ...this.computed({ ...making, id }), ...this.asOutputs(plain) };
      state.resources.push({ type: this.type, id, region: making.region, urn, properties });
      state.made[urn] = making.serial + 1;
      return { making: { ...making, id }, properties };
    });
    const { id } = making;
    if (this.kind.started) Object.assign(properties, await this.started(making));
    return { id, outputs: keepSecrets(inputs, properties) };
  }

  read(former: Found, { id }: Identity): Found | undefined {
    const found = find(this.cloud.read(), this.type, id);
    if (!found) return undefined;
    const asked = Object.keys(former.inputs);
    const wanted = asked.length > 0 ? asked : Object.keys(this.facts.inputs);
    const { properties } = found;
    const inputs = Object.fromEntries(
      wanted.filter((name) => name in properties).map((name) => [name, properties[name]!]),
    );
    const defaults = former.inputs[DEFAULTS];
    return {
      inputs: {
        ...keepSecrets(former.inputs, inputs),
        ...(defaults !== undefined && { [DEFAULTS]: defaults }),
      },
      outputs: keepSecrets(former.outputs, properties),
    };
  }

  update(former: Properties, inputs: Properties, operation: Identity): Promise<Made["outputs"]> {
    const plain = revealAll(inputs);
    const properties = this.cloud.change((state) => {
      const resource = find(state, this.type, operation.id);
      if (!resource) throw new Error(`NotFound: ${this.type} ${operation.id} does not exist any more`);
      const making = this.making(plain, operation, state, Math.max((state.made[operation.urn] ?? 1) - 1, 0));
      admitReferences(kinds, making);
      this.kind.admit?.(making, resource);
      const computed = this.computed({ ...making, id: resource.id });
      resource.properties = { ...computed, ...this.unasked(resource.properties), ...this.asOutputs(plain) };
      return resource.properties;
    });
    return Promise.resolve(keepSecrets({ ...former, ...inputs }, properties));
  }

  async delete(_state: Properties, { id }: Identity): Promise<void> {
    this.cloud.change((state) => {
      const resource = find(state, this.type, id);
      if (!resource) return;
      this.kind.release?.(resource, state);
      releaseReferences(kinds, resource, state);
      state.resources.splice(state.resources.indexOf(resource), 1);
    });
    await this.kind.ended?.(id);
  }

  /** What shows once it runs; where it does not come to run, it does not exist either. */
  private async started(making: Making & { id: string }): Promise<Properties> {
    const change = (work: (resource: CloudResource, all: CloudResource[]) => void): void =>
      this.cloud.change((state) => work(find(state, this.type, making.id)!, state.resources));
    try {
      const shown = (await this.kind.started?.(making)) ?? {};
      change((resource) => Object.assign(resource.properties, shown));
      return shown;
    } catch (error) {
      change((resource, all) => void all.splice(all.indexOf(resource), 1));
      throw error;
    }
  }

  private making(inputs: Properties, { urn, name }: Identity, state: CloudState, serial: number): Making {
    const global = this.kind.global ?? GLOBAL.test(this.type);
    const region = global ? "" : (this.asked(inputs, "region") ?? this.config().region);
    return { type: this.type, urn, name, serial, region, inputs, state };
  }

  private asked(inputs: Properties, name: string): string | undefined {
    const value = inputs[name];
    return typeof value === "string" ? value : undefined;
  }

  /** `key-pair` of `aws:ec2/keyPair:KeyPair`. */
  private get word(): string {
    const word = this.type.split(":")[1]!.split("/")[1]!;
    return word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  }

  /** `ec2` of `aws:ec2/keyPair:KeyPair`. */
  private get service(): string {
    const service = this.type.split(":")[1]!.split("/")[0]!;
    return service === "vpc" || service === "ebs" ? "ec2" : service;
  }

  private get autoName(): string | undefined {
    if (this.kind.autoName !== undefined) return this.kind.autoName;
    return this.facts.inputs.name?.required === false ? "name" : undefined;
  }

  /** Outputs that say nothing of what was asked for: what AWS has decided. */
  private unasked(properties: Properties): Properties {
    return Object.fromEntries(Object.entries(properties).filter(([name]) => !(name in this.facts.inputs)));
  }

  private asOutputs(inputs: Properties): Properties {
    const outputs = Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== DEFAULTS));
    if ("tagsAll" in this.facts.outputs) outputs.tagsAll = inputs.tags ?? {};
    return outputs;
  }

  private computed(making: Making & { id: string }): Properties {
    const { facts, kind } = this;
    const known: Properties = {};
    if ("region" in facts.outputs) known.region = making.region || this.config().region;
    if ("arn" in facts.outputs)
      known.arn = kind.arn?.(making) ?? arn(this.service, making.region, `${this.word}/${making.id}`);
    const computed = { ...known, ...kind.computed?.({ ...making, inputs: { ...known, ...making.inputs } }) };
    // Texts that AWS always gives, and about which the table of kinds says nothing.
    for (const [name, { shape, required }] of Object.entries(facts.outputs)) {
      if (required && shape.kind === "string" && !(name in facts.inputs) && !(name in computed))
        computed[name] = `fake-${name}-${digits(8, making.urn, making.serial)}`;
    }
    return computed;
  }

  /** The provider's default tags among the resource's own, as Pulumi's plugin checks them in. */
  private withTags(inputs: Properties): Properties {
    const { defaultTags } = this.config();
    if (!("tags" in this.facts.inputs) || Object.keys(defaultTags).length === 0) return inputs;
    const tags = reveal(inputs.tags ?? {});
    if (hasUnknown(tags) && typeof tags === "string") return inputs;
    return { ...inputs, tags: { ...defaultTags, ...(inputs.tags as Properties | undefined) } };
  }

  /** Documents given as objects, as the JSON that AWS takes. */
  private withDocuments(inputs: Properties): Properties {
    const document = (name: string, value: PropertyValue): PropertyValue => {
      const { shape } = this.facts.inputs[name] ?? {};
      const plain = reveal(value);
      return shape?.kind === "any" && /policy$/i.test(name) && typeof plain === "object" && plain !== null
        ? hasUnknown(plain)
          ? UNKNOWN
          : JSON.stringify(plain)
        : value;
    };
    return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, document(name, value)]));
  }

  /** A name for what has none: the old one again, or one made of the resource's name and digits. */
  private withName(inputs: Properties, { urn, name }: Identity, old: Properties): Properties {
    const property = this.autoName;
    if (property === undefined) return inputs;
    if ((inputs[property] ?? null) !== null || (inputs[`${property}Prefix`] ?? null) !== null)
      return { ...inputs, [DEFAULTS]: [] };
    const formerly = this.isDefault(old, property) ? old[property] : undefined;
    const serial = this.cloud.read().made[urn] ?? 0;
    return {
      ...inputs,
      [property]: formerly ?? `${name}-${digits(7, urn, serial)}`,
      [DEFAULTS]: [property],
    };
  }

  private isDefault(inputs: Properties, property: string): boolean {
    const defaults = inputs[DEFAULTS];
    return Array.isArray(defaults) && defaults.includes(property);
  }

  /** Whether a replacement would have the name of what it replaces, which AWS refuses while that exists. */
  private keepsName(before: Properties, after: Properties): boolean {
    const property = this.autoName;
    if (property === undefined || this.isDefault(after, property)) return false;
    return after[property] !== undefined && after[property] === before[property];
  }
}
