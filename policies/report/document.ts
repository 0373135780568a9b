import { readFileSync } from "node:fs";
import type { Resource } from "../core/resource";
import { UNKNOWN_VALUE, Value } from "../core/value";
import { keepSecrets, markSecret, SECRET_SIGNATURE, SIGNATURE, type StackInfo } from "../core/wire";
import type { Position } from "./report";
import { ReportProblem } from "./problem";

/** A resource as the engine writes it down (sdk/go/common/apitype, ResourceV3). */
interface Written {
  urn: string;
  type: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  parent?: string;
  protect?: boolean;
  ignoreChanges?: string[];
  propertyDependencies?: Record<string, string[]>;
  sourcePosition?: string;
  /** Waits to be deleted after its replacement. */
  delete?: boolean;
}

/** What a document tells of a stack. */
export interface StackDocument {
  info: StackInfo;
  /** Each resource as it is asked to be. */
  inputs: Resource[];
  /** Each as it turned out to be, or will as far as that is known. */
  outputs: Resource[];
  positions: Map<string, Position>;
}

interface PreviewJson {
  config?: Record<string, string>;
  steps: { op: string; newState?: Written }[];
  changeSummary?: Record<string, number>;
}

interface StateJson {
  deployment: { resources?: Written[] };
}

/** What `pulumi preview --json` prints in a secret's place. */
const BLINDED = "[secret]";

/** Secrets that cannot be read are known to be secret and unknown otherwise, so that no rule takes them for their cover. */
function readable(value: unknown): unknown {
  if (value === BLINDED) return markSecret(UNKNOWN_VALUE);
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  if (object[SIGNATURE] === SECRET_SIGNATURE) {
    const { plaintext } = object;
    return markSecret(typeof plaintext === "string" ? keepSecrets(JSON.parse(plaintext)) : UNKNOWN_VALUE);
  }
  return Object.fromEntries(Object.entries(object).map(([key, inside]) => [key, readable(inside)]));
}

/** Where a resource is declared: `project:///index.ts#12,3`. What lies outside of the project is a library's. */
export function positionOf(sourcePosition: string | undefined): Position | undefined {
  const match = /^project:\/\/\/(?!\.\.\/|node_modules\/)(.+)#(\d+)/.exec(sourcePosition ?? "");
  return match ? { file: decodeURI(match[1]!), line: Number(match[2]) } : undefined;
}

function resourceOf(written: Written, properties: Record<string, unknown>): Resource {
  const { urn, type, parent, protect = false, ignoreChanges = [], propertyDependencies = {} } = written;
  return {
    urn,
    type,
    name: urn.slice(urn.lastIndexOf("::") + 2),
    properties: new Value(readable(properties)),
    options: { protect, ignoreChanges, ...(parent !== undefined && { parent }) },
    propertyDependencies,
  };
}

function documentOf(written: readonly Written[], info: Omit<StackInfo, "stack">): StackDocument {
  const [first] = written;
  if (first === undefined) throw new ReportProblem("there is no resource in it");
  const positions = written.flatMap(({ urn, sourcePosition }) => {
    const position = positionOf(sourcePosition);
    return position ? [[urn, position] as const] : [];
  });
  return {
    info: { ...info, stack: first.urn.split(":")[2]! },
    inputs: written.map((one) => resourceOf(one, one.inputs ?? {})),
    outputs: written.map((one) => resourceOf(one, one.outputs ?? one.inputs ?? {})),
    positions: new Map(positions),
  };
}

/** A preview leaves out what the stack exports: it is not known here, rather than in order. */
function withoutExports(resource: Resource): Resource {
  const isStack = resource.type === "pulumi:pulumi:Stack";
  return isStack ? { ...resource, properties: new Value(UNKNOWN_VALUE, "outputs") } : resource;
}

function ofPreview({ config = {}, steps, changeSummary = {} }: PreviewJson): StackDocument {
  const last = new Map(steps.flatMap(({ newState }) => (newState ? [[newState.urn, newState]] : [])));
  const unchanged = steps.filter(({ op }) => op === "same").length;
  // The stack itself is always shown.
  if ((changeSummary.same ?? 0) > unchanged) {
    throw new ReportProblem(
      "it leaves unchanged resources out: make it with `pulumi preview --json --show-sames`",
    );
  }
  const secretKeys = Object.keys(config).filter((key) => config[key] === BLINDED);
  const document = documentOf([...last.values()], {
    preview: true,
    config: new Map(Object.entries(config)),
    secretKeys: new Set(secretKeys),
  });
  return { ...document, outputs: document.outputs.map(withoutExports) };
}

/**
 * Reads what the engine wrote about a stack: the output of `pulumi preview --json --show-sames` or `pulumi stack export`.
 *
 * @throws ReportProblem where the file cannot be read or is something else
 */
export function readDocument(file: string): StackDocument {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ReportProblem(`${file}: ${(error as Error).message}`);
  }
  try {
    const document = given as Partial<PreviewJson & StateJson & { resourcePlans: unknown }> | null;
    if (Array.isArray(document?.steps)) return ofPreview(document as PreviewJson);
    if (document?.deployment) {
      const written = (document as StateJson).deployment.resources ?? [];
      return documentOf(
        written.filter((one) => !one.delete),
        { preview: false, secretKeys: new Set() },
      );
    }
    throw new ReportProblem(
      document?.resourcePlans
        ? "an update plan holds what changes alone: give the output of `pulumi preview --json --show-sames`"
        : "it is neither the output of `pulumi preview --json --show-sames` nor of `pulumi stack export`",
    );
  } catch (error) {
    if (error instanceof ReportProblem) throw new ReportProblem(`${file}: ${error.message}`);
    throw error;
  }
}
