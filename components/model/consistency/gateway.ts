import type { Path } from "../path";
import type { Problem } from "../problems";
import { suggest } from "../suggest";
import type { RateLimit, ResolvedGateway } from "../types";

/** Without operations an API answers 404 to everything. */
export function apisHaveOperations({ apis }: ResolvedGateway): Problem[] {
  return Object.entries(apis)
    .filter(([, { openApi, routes }]) => openApi === undefined && Object.keys(routes).length === 0)
    .map(([name]) => ({
      path: ["apis", name],
      message: "has no operations: name its document with openApi, or list them under routes",
    }));
}

/** A consumer without a credential could never call. */
export function consumersHaveCredentials({ consumers }: ResolvedGateway): Problem[] {
  return Object.entries(consumers)
    .filter(([, { jwt, apiKey }]) => !jwt && !apiKey)
    .map(([name]) => ({
      path: ["consumers", name],
      message: "has no credential: set jwt (`jwt: {}` for an ES256 key) or apiKey: true",
    }));
}

/** A public key of a consumer has the consumer's algorithm (RFC 8725 section 3.1: one key, one algorithm). */
export function keysHaveTheirAlgorithm({ consumers, issuers }: ResolvedGateway): Problem[] {
  const own = Object.entries(consumers).flatMap(([name, { jwt }]) =>
    Object.entries(jwt?.publicKeys ?? {})
      .filter(([, key]) => key.algorithm !== jwt!.algorithm)
      .map(([id, key]) => ({
        path: ["consumers", name, "jwt", "publicKeys", id, "algorithm"],
        message: `must be the consumer's own, "${jwt!.algorithm}" (got "${key.algorithm}")`,
      })),
  );
  const foreign = Object.entries(issuers).flatMap(([name, { algorithms, publicKeys }]) =>
    Object.entries(publicKeys)
      .filter(([, key]) => !algorithms.includes(key.algorithm))
      .map(([id, key]) => ({
        path: ["issuers", name, "publicKeys", id, "algorithm"],
        message: `must be one of the issuer's algorithms, ${algorithms.join(", ")} (got "${key.algorithm}")`,
      })),
  );
  return [...own, ...foreign];
}

/** The key id of a token finds its key: two keys with one id would be two callers. */
export function keyIdsAreUnique({ consumers, issuers }: ResolvedGateway): Problem[] {
  const owners = new Map<string, string>();
  const all: [Path, string[]][] = [
    ...Object.entries(consumers).map(([name, { jwt }]): [Path, string[]] => [
      ["consumers", name, "jwt", "publicKeys"],
      Object.keys(jwt?.publicKeys ?? {}),
    ]),
    ...Object.entries(issuers).map(([name, { publicKeys }]): [Path, string[]] => [
      ["issuers", name, "publicKeys"],
      Object.keys(publicKeys),
    ]),
  ];
  return all.flatMap(([path, ids]) =>
    ids.flatMap((id) => {
      const owner = owners.get(id);
      owners.set(id, owner ?? `${path[0]}.${path[1]}`);
      if (owner === undefined) return [];
      return [
        { path: [...path, id], message: `must be another key's id ("${id}" is one of ${owner} as well)` },
      ];
    }),
  );
}

/** Two issuers with one identifier could not be told apart by `iss`. */
export function issuersAreUnique({ issuers }: ResolvedGateway): Problem[] {
  const owners = new Map<string, string>();
  return Object.entries(issuers).flatMap(([name, { issuer }]) => {
    const owner = owners.get(issuer);
    owners.set(issuer, owner ?? name);
    if (owner === undefined) return [];
    return [
      {
        path: ["issuers", name, "issuer"],
        message: `must be another issuer's ("${issuer}" is issuers.${owner} as well)`,
      },
    ];
  });
}

/** Issuers that an API names exist, and there is one wherever tokens of one are asked for. */
export function issuersExist({ apis, issuers }: ResolvedGateway): Problem[] {
  const known = Object.keys(issuers);
  return Object.entries(apis).flatMap(([name, api]): Problem[] => {
    const unknown = (api.issuers ?? []).flatMap((issuer, index): Problem[] => {
      if (known.includes(issuer)) return [];
      const near = suggest(issuer, known);
      const hint = near ? `did you mean "${near}"?` : `known are: ${known.join(", ") || "none"}`;
      return [
        {
          path: ["apis", name, "issuers", index],
          message: `is not one of gateway.issuers (got "${issuer}"); ${hint}`,
        },
      ];
    });
    const uses = [
      ...(api.authentication === "oauth2" ? [["authentication"]] : []),
      ...Object.entries(api.operations)
        .filter(([, { authentication }]) => authentication === "oauth2")
        .map(([key]) => ["operations", key, "authentication"]),
    ];
    const nobody = known.length > 0 ? [] : uses.slice(0, 1);
    return [
      ...unknown,
      ...nobody.map((path) => ({
        path: ["apis", name, ...path],
        message: 'must not be "oauth2" without an issuer: describe one under gateway.issuers',
      })),
    ];
  });
}

const periods = ["second", "minute", "hour", "day"] as const;

function limitProblems(path: Path, limit: RateLimit | undefined): Problem[] {
  if (!limit) return [];
  const set = periods.filter((period) => limit[period] !== undefined);
  if (set.length === 0) return [{ path, message: `must have at least one of ${periods.join(", ")}` }];
  return set.slice(1).flatMap((period, index) => {
    const shorter = set[index]!;
    if (limit[period]! >= limit[shorter]!) return [];
    return [
      {
        path: [...path, period],
        message: `must be >= the limit of each ${shorter}, ${limit[shorter]} (got ${limit[period]})`,
      },
    ];
  });
}

/** A longer period lets in at least what a shorter one does (Kong's rate-limiting plugin refuses anything else). */
export function limitsGrow({ apis }: ResolvedGateway): Problem[] {
  return Object.entries(apis).flatMap(([name, { rateLimit, operations }]) => [
    ...limitProblems(["apis", name, "rateLimit"], rateLimit),
    ...Object.entries(operations).flatMap(([key, operation]) =>
      limitProblems(["apis", name, "operations", key, "rateLimit"], operation.rateLimit),
    ),
  ]);
}

/** A month's count that a restart forgets is none. */
export function quotasLast({ engine, limitStore, apis }: ResolvedGateway): Problem[] {
  if (engine !== "kong" || limitStore === "redis") return [];
  const places = Object.entries(apis).flatMap(([name, { quota, operations }]) => [
    ...(quota === undefined ? [] : [["apis", name, "quota"]]),
    ...Object.entries(operations)
      .filter(([, operation]) => operation.quota !== undefined)
      .map(([key]) => ["apis", name, "operations", key, "quota"]),
  ]);
  return places.map((path) => ({
    path,
    message: 'needs gateway.limitStore "redis" with Kong, whose local counts do not outlive a restart',
  }));
}

/** A public operation asks for nothing that only a known caller could have. */
export function publicAsksForNothing({ apis }: ResolvedGateway): Problem[] {
  return Object.entries(apis).flatMap(([name, { operations }]) =>
    Object.entries(operations)
      .filter(([, operation]) => operation.public)
      .flatMap(([key, operation]) => {
        const path = ["apis", name, "operations", key];
        const by = operation.rateLimit?.by ?? "address";
        return [
          ...(["authentication", "roles"] as const)
            .filter((setting) => operation[setting] !== undefined)
            .map((setting) => ({ path: [...path, setting], message: "must not be set with public: true" })),
          ...(by === "address"
            ? []
            : [
                {
                  path: [...path, "rateLimit", "by"],
                  message: `must be "address" with public: true, since nobody is known (got "${by}")`,
                },
              ]),
        ];
      }),
  );
}

/** Neither engine is in a distribution's archive, so that it has to come from somewhere. */
export function engineComesFromSomewhere(settings: ResolvedGateway): Problem[] {
  const { engine } = settings;
  if (settings[engine]) return [];
  const ways = engine === "kong" ? "package, archive or container" : "package or binary";
  const message = `is missing: no distribution has ${engine === "kong" ? "Kong" : "Tyk"}, so say where it comes from (${ways})`;
  return [{ path: [engine], message }];
}

/** A key is used for a while between its own overlap and that of its successor. */
export function overlapsAreShorter({ rotation: { afterDays, overlapDays } }: ResolvedGateway): Problem[] {
  if (overlapDays * 2 < afterDays) return [];
  const message = `must be less than half of afterDays, ${afterDays} (got ${overlapDays})`;
  return [{ path: ["rotation", "overlapDays"], message }];
}
