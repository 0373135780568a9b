import type { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type {
  AnalyzeRequest,
  AnalyzerStackConfigureRequest,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { EnforcementLevel } from "@pulumi/policy";
import { createRequire } from "node:module";
import type { Configuration } from "./configuration";

/** What the engine says about the stack, before any resource. */
export interface StackInfo {
  /** Name of the stack. */
  stack: string;
  /** Whether this is a preview. */
  preview: boolean;
  /** Configuration values by key with namespace, in plain text; absent where nothing is said of it. */
  config?: ReadonlyMap<string, string>;
  /** Keys of the values that are encrypted in the stack's file. */
  secretKeys: ReadonlySet<string>;
}

let current: StackInfo = { stack: "", preview: false, config: new Map(), secretKeys: new Set() };

/** What the engine said about the stack that is being checked. */
export function stackInfo(): StackInfo {
  return current;
}

/** Replaces what {@link stackInfo} gives. */
export function setStackInfo(info: StackInfo): void {
  current = info;
}

// How values with a meaning of their own, secrets among them, are marked on the wire (sdk/go/common/resource/sig).
/** Property that marks such a value. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
/** What it holds where the value is a secret. */
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
/** Marks a secret towards {@link secretContent}; no property of a resource is called so. */
const SECRET = "\u0000secret";

/** The content of a secret, undefined for anything else. */
export function secretContent(value: unknown): { content: unknown } | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, SECRET)) return undefined;
  return { content: (value as Record<string, unknown>)[SECRET] };
}

/** A secret as {@link secretContent} understands it. */
export function markSecret(content: unknown): Record<string, unknown> {
  return { [SECRET]: content };
}

/** The inverse of {@link keepSecrets}. */
export function restoreSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restoreSecrets);
  const secret = secretContent(value);
  if (secret) return { [SIGNATURE]: SECRET_SIGNATURE, value: restoreSecrets(secret.content) };
  // Assets and archives stay what they are.
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, restoreSecrets(inside)]));
}

/** Gives secrets a mark that outlives @pulumi/policy, which strips the engine's own. */
export function keepSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keepSecrets);
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  if (object[SIGNATURE] === SECRET_SIGNATURE) return markSecret(keepSecrets(object.value));
  if (SIGNATURE in object) return value;
  return Object.fromEntries(Object.entries(object).map(([key, inside]) => [key, keepSecrets(inside)]));
}

type Struct = NonNullable<ReturnType<AnalyzeRequest["getProperties"]>>;

function keepSecretsOf(properties: Struct | undefined): void {
  if (!properties) return;
  const toJavaScript = properties.toJavaScript.bind(properties);
  properties.toJavaScript = () => keepSecrets(toJavaScript()) as ReturnType<Struct["toJavaScript"]>;
}

/** Calls `seen` with each message before its handler gets it. */
function tap<T>(method: { requestDeserialize: (bytes: Buffer) => T }, seen: (message: T) => void): void {
  const deserialize = method.requestDeserialize;
  method.requestDeserialize = (bytes) => {
    const message = deserialize(bytes);
    seen(message);
    return message;
  };
}

/** How the engine numbers levels (proto/pulumi/analyzer.proto). */
const LEVELS: readonly EnforcementLevel[] = ["advisory", "mandatory", "disabled", "remediate"];

function configurationIn(request: ConfigureAnalyzerRequest): Configuration {
  return new Map(
    [...request.getPolicyconfigMap().entries()].map(([rule, config]) => {
      const enforcementLevel = LEVELS[config.getEnforcementlevel()];
      return [
        rule,
        { ...config.getProperties()?.toJavaScript(), ...(enforcementLevel && { enforcementLevel }) },
      ];
    }),
  );
}

/**
 * Listens to what the engine sends: @pulumi/policy 1.21 hands on neither which values are secret nor the stack's name and
 * which configuration is encrypted, and gives a policy no other's configuration. Has to be called before the pack is made.
 *
 * @param configured is given the policy configuration; the levels that it returns, by rule, replace the configured ones
 */
export function listen(
  configured: (configuration: Configuration) => ReadonlyMap<string, EnforcementLevel>,
): void {
  // The very stubs that @pulumi/policy serves with, also where several versions of @pulumi/pulumi are installed.
  const { AnalyzerService: service } = createRequire(require.resolve("@pulumi/policy"))(
    "@pulumi/pulumi/proto/analyzer_grpc_pb",
  ) as { AnalyzerService: typeof AnalyzerService };
  tap<AnalyzeRequest>(service.analyze, (request) => keepSecretsOf(request.getProperties()));
  tap<AnalyzeRequest>(service.remediate, (request) => keepSecretsOf(request.getProperties()));
  tap<AnalyzeStackRequest>(service.analyzeStack, (request) =>
    request.getResourcesList().forEach((resource) => keepSecretsOf(resource.getProperties())),
  );
  tap<AnalyzerStackConfigureRequest>(service.configureStack, (request) =>
    setStackInfo({
      stack: request.getStack(),
      preview: request.getDryRun(),
      config: new Map(request.getConfigMap().entries()),
      secretKeys: new Set(request.getConfigSecretKeysList()),
    }),
  );
  tap<ConfigureAnalyzerRequest>(service.configure, (request) => {
    const levels = configured(configurationIn(request));
    for (const [rule, config] of request.getPolicyconfigMap().entries()) {
      const level = levels.get(rule);
      if (level !== undefined) config.setEnforcementlevel(LEVELS.indexOf(level));
    }
  });
}
