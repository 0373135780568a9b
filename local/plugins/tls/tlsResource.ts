import { changedProperties } from "../provider/difference";
import {
  UNKNOWN,
  reveal,
  revealAll,
  secret,
  type Properties,
  type PropertyValue,
} from "../provider/propertyValue";
import type { Made, Operation, ResourceType } from "../provider/resourceType";
import { asInState } from "../provider/standIn";
import { needsRenewal } from "./renewal";
import { validate, withDefaults, type InputSpec } from "./validation";

/** What differs between the plugin's resources. */
export interface TlsResourceKind {
  inputs: Record<string, InputSpec>;
  /** Outputs that are not inputs. */
  computed: readonly string[];
  /** Inputs and outputs that are always secret. */
  secrets: readonly string[];
  /** Inputs that may change without a new resource. */
  updatable?: readonly string[];
  /** Inputs that make a new resource necessary only if the value in the state is PEM. */
  pem?: readonly string[];
  /** Whether it is a certificate, which is made anew when it runs out. */
  renewable?: boolean;
  /**
   * Makes it.
   *
   * @param inputs - with defaults, without secret markers
   * @returns id and computed outputs
   */
  make(
    inputs: Properties,
    operation: Operation,
  ): Promise<{ id: string; outputs: Record<string, PropertyValue> }>;
}

const PEM = /^-----BEGIN [A-Za-z ]+-----\n[^]+\n-----END [A-Za-z ]+-----\n?$/;

function isPem(value: PropertyValue): boolean {
  return typeof value === "string" && PEM.test(value);
}

/** The life of the plugin's resources: things that are made once, kept in the state only, and replaced by new ones. */
export function tlsResource(kind: TlsResourceKind): ResourceType {
  const hidden = (properties: Made["outputs"]): Made["outputs"] =>
    Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        name,
        value !== undefined && value !== UNKNOWN && kind.secrets.includes(name) ? secret(value) : value,
      ]),
    );

  const readyForRenewal = (inputs: Properties): Properties => {
    if (!kind.renewable) return {};
    const { validityPeriodHours, earlyRenewalHours } = revealAll(inputs);
    return {
      readyForRenewal: validityPeriodHours === 0 || Number(earlyRenewalHours) >= Number(validityPeriodHours),
    };
  };

  const replaces = (name: string, before: Properties): boolean => {
    if (kind.updatable?.includes(name)) return false;
    return !kind.pem?.includes(name) || isPem(reveal(before[name] ?? null));
  };

  return {
    check: (inputs, { name }) => ({
      inputs: hidden(inputs) as Properties,
      failures: validate(inputs, kind.inputs, name),
    }),

    difference(oldInputs, inputs, state) {
      const known = (properties: Properties): Properties =>
        Object.fromEntries(Object.entries(properties).filter(([name]) => name in kind.inputs));
      // States written before engines sent the old inputs hold them among the outputs only.
      const before = withDefaults(known(Object.keys(oldInputs).length > 0 ? oldInputs : state), kind.inputs);
      const changed = changedProperties(before, withDefaults(inputs, kind.inputs));
      const replacing = changed.filter((name) => replaces(name, before));
      if (kind.renewable && needsRenewal(revealAll(state), revealAll(withDefaults(inputs, kind.inputs)))) {
        return { changed: [...changed, "readyForRenewal"], replacing: [...replacing, "readyForRenewal"] };
      }
      return { changed, replacing };
    },

    planned(inputs, state) {
      const computed = Object.fromEntries(kind.computed.map((name) => [name, state?.[name] ?? UNKNOWN]));
      return hidden({ ...computed, ...withDefaults(inputs, kind.inputs) }) as Properties;
    },

    async create(inputs, operation) {
      const complete = withDefaults(inputs, kind.inputs);
      const { id, outputs } = await kind.make(revealAll(complete), operation);
      return { id, outputs: hidden({ ...complete, ...readyForRenewal(complete), ...outputs, id }) };
    },

    read(former) {
      const { inputs, outputs } = asInState(former);
      const due = kind.renewable && needsRenewal(revealAll(outputs), revealAll(outputs));
      return { inputs, outputs: due ? { ...outputs, readyForRenewal: true } : outputs };
    },

    update(state, inputs) {
      const complete = withDefaults(inputs, kind.inputs);
      return Promise.resolve(hidden({ ...state, ...complete, ...readyForRenewal(complete) }));
    },

    // Nothing but the state knows of it.
    delete: () => Promise.resolve(),
  };
}
