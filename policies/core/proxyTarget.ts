/** Name that a proxy of @pulumi/policy answers to with `true`. */
const IS_PROXY = "__isSpecialProxy";
/** Name under which it gives the object behind it. */
const TARGET = "__getSpecialProxyTarget";

/**
 * The object behind a proxy of @pulumi/policy, which throws at the first unknown value that is touched. Rules go on with
 * what is known instead, so that one unknown value does not hide a violation beside it.
 */
export function proxyTarget(value: unknown): unknown {
  let target = value;
  while (typeof target === "object" && target !== null && Reflect.get(target, IS_PROXY) === true) {
    target = Reflect.get(target, TARGET);
  }
  return target;
}
