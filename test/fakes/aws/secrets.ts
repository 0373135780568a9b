import { isDeepStrictEqual } from "node:util";
import {
  isObject,
  isSecret,
  reveal,
  secret,
  type Properties,
  type PropertyValue,
} from "../../../local/plugins/provider/propertyValue";

function hasSecret(value: PropertyValue): boolean {
  if (isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(hasSecret);
  return isObject(value) && Object.values(value).some(hasSecret);
}

/** `now`, which is plain, with whatever was secret in `former` kept secret. */
export function keepSecrets(former: Properties, now: Properties): Properties {
  return Object.fromEntries(
    Object.entries(now).map(([name, value]) => {
      const before = former[name] ?? null;
      if (isDeepStrictEqual(reveal(before), value)) return [name, before];
      return [name, hasSecret(before) ? secret(value) : value];
    }),
  );
}
