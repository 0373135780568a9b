import type { GatewayPlan } from "./plan";
import type { GatewaySecrets } from "./secrets";

/** Stands where a secret will be: no key, and of a form that every renderer takes. */
export const placeholder = "placeholder".padEnd(64, "-");

/**
 * Stand-ins for a gateway's secrets, to render its bundles before there are any: to show them, to know their packages,
 * and to find what the engine cannot do before anything is made.
 */
export function placeholderSecrets({ consumers }: GatewayPlan): Required<GatewaySecrets> {
  return {
    consumers: Object.fromEntries(
      consumers.map(({ name, jwt, apiKey }) => [
        name,
        {
          jwt:
            !jwt || jwt.publicKeys.length > 0
              ? []
              : [
                  jwt.algorithm === "HS256"
                    ? { id: `${name}-placeholder`, algorithm: jwt.algorithm, secret: placeholder }
                    : { id: `${name}-placeholder`, algorithm: jwt.algorithm, pem: placeholder },
                ],
          apiKeys: apiKey ? [{ id: `${name}-placeholder`, key: `${name}-${placeholder}` }] : [],
        },
      ]),
    ),
    redisPassword: placeholder,
    control: placeholder,
  };
}
