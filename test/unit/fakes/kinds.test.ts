import { typeFacts } from "../../fakes/aws/facts/load";
import type { ObjectFacts, Shape, TypeFacts } from "../../fakes/aws/facts/facts";
import { kinds } from "../../fakes/aws/kinds";

/** The shape at the end of a path such as `subnetMappings[].subnetId`; undefined when the SDK has no such property. */
function shapeAt(facts: TypeFacts, path: string): Shape | undefined {
  let properties: ObjectFacts | undefined = facts.inputs;
  let shape: Shape | undefined;
  for (const name of path.replaceAll("[]", "").split(".")) {
    if (shape?.kind === "map") return shape.of;
    shape = properties?.[name]?.shape;
    const element: Shape | undefined = shape?.kind === "array" ? shape.of : shape;
    properties = element?.kind === "object" ? facts.objects[element.name] : undefined;
  }
  return shape;
}

test.each(Object.entries(kinds))("the SDK has what the table says about %s", (token, kind) => {
  const facts = typeFacts(token)!;
  expect(facts).toBeDefined();
  const paths = [...(kind.replacing ?? []), ...Object.keys(kind.references ?? {})];
  if (kind.autoName !== undefined) paths.push(kind.autoName);
  expect(paths.filter((path) => shapeAt(facts, path) === undefined)).toEqual([]);
  const others = Object.values(kind.references ?? {}).flatMap(({ to }) => to);
  expect(others.filter((other) => typeFacts(other) === undefined)).toEqual([]);
});
