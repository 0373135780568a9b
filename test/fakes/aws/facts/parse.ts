import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { ObjectFacts, Shape, TypeFacts } from "./facts";

type Interfaces = Map<string, ts.InterfaceDeclaration>;

function parseFile(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, false);
}

/** `inputs.ec2.InstanceRootBlockDevice` as `["inputs", "ec2", "InstanceRootBlockDevice"]`. */
function nameParts(name: ts.EntityName): string[] {
  return ts.isIdentifier(name) ? [name.text] : [...nameParts(name.left), name.right.text];
}

function either(shapes: Shape[]): Shape {
  if (shapes.some(({ kind }) => kind === "any")) return { kind: "any" };
  const distinct = new Map(shapes.map((shape) => [JSON.stringify(shape), shape]));
  return distinct.size === 1 ? shapes[0]! : { kind: "either", of: [...distinct.values()] };
}

function isUndefined(node: ts.TypeNode): boolean {
  return node.kind === ts.SyntaxKind.UndefinedKeyword;
}

function shapeOf(node: ts.TypeNode): Shape {
  if (ts.isUnionTypeNode(node)) return either(node.types.filter((type) => !isUndefined(type)).map(shapeOf));
  if (ts.isParenthesizedTypeNode(node)) return shapeOf(node.type);
  if (ts.isArrayTypeNode(node)) return { kind: "array", of: shapeOf(node.elementType) };
  if (ts.isTypeLiteralNode(node)) {
    const index = node.members.find(ts.isIndexSignatureDeclaration);
    return index ? { kind: "map", of: shapeOf(index.type) } : { kind: "any" };
  }
  if (ts.isTypeReferenceNode(node)) {
    const [first = "", ...rest] = nameParts(node.typeName);
    if (first === "pulumi" && ["Input", "Output"].includes(rest[0]!)) return shapeOf(node.typeArguments![0]!);
    if (first === "inputs") return { kind: "object", name: rest.join(".") };
    if (first === "enums") return { kind: "string" };
    return { kind: "any" };
  }
  if (node.kind === ts.SyntaxKind.StringKeyword) return { kind: "string" };
  if (node.kind === ts.SyntaxKind.NumberKeyword) return { kind: "number" };
  if (node.kind === ts.SyntaxKind.BooleanKeyword) return { kind: "boolean" };
  return { kind: "any" };
}

/** Whether `undefined` is one of the values of `pulumi.Output<…>`. */
function maybeUndefined(node: ts.TypeNode): boolean {
  if (ts.isTypeReferenceNode(node)) return (node.typeArguments ?? []).some(maybeUndefined);
  return ts.isUnionTypeNode(node) && node.types.some(isUndefined);
}

function memberFacts(members: readonly ts.Node[]): ObjectFacts {
  const facts: ObjectFacts = {};
  for (const member of members) {
    if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) continue;
    if (!member.type || !(ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))) continue;
    const required = member.questionToken === undefined && !maybeUndefined(member.type);
    facts[member.name.text] = { shape: shapeOf(member.type), required };
  }
  return facts;
}

/** Names of the objects that shapes speak of. */
function objectNames(shape: Shape): string[] {
  switch (shape.kind) {
    case "object":
      return [shape.name];
    case "array":
    case "map":
      return objectNames(shape.of);
    case "either":
      return shape.of.flatMap(objectNames);
    case "any":
    case "string":
    case "number":
    case "boolean":
      return [];
  }
}

let nested: Interfaces | undefined;

/** The package's interfaces of nested objects, by `service.Name`. Half a second, once in a process. */
function nestedInterfaces(folder: string): Interfaces {
  if (nested) return nested;
  nested = new Map();
  for (const statement of parseFile(join(folder, "types/input.d.ts")).statements) {
    if (ts.isInterfaceDeclaration(statement)) nested.set(statement.name.text, statement);
    if (!ts.isModuleDeclaration(statement) || !statement.body || !ts.isModuleBlock(statement.body)) continue;
    for (const inner of statement.body.statements.filter(ts.isInterfaceDeclaration))
      nested.set(`${statement.name.text}.${inner.name.text}`, inner);
  }
  return nested;
}

function objectsOf(inputs: ObjectFacts, folder: string): Record<string, ObjectFacts> {
  const objects: Record<string, ObjectFacts> = {};
  const left = Object.values(inputs).flatMap(({ shape }) => objectNames(shape));
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    const declared = name in objects ? undefined : nestedInterfaces(folder).get(name);
    if (!declared) continue;
    const facts = memberFacts(declared.members);
    objects[name] = facts;
    left.push(...Object.values(facts).flatMap(({ shape }) => objectNames(shape)));
  }
  return objects;
}

/**
 * Reads what the SDK's type declarations say about a class of resources.
 *
 * @param folder - the installed package `@pulumi/aws`
 * @param module - such as `ec2/instance`; `provider` for the provider itself
 * @param className - such as `Instance`
 * @returns undefined when there is no such class
 */
export function parseType(folder: string, module: string, className: string): TypeFacts | undefined {
  let file: ts.SourceFile;
  try {
    file = parseFile(join(folder, `${module}.d.ts`));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const declaration = file.statements
    .filter(ts.isClassDeclaration)
    .find(({ name }) => name?.text === className);
  if (!declaration) return undefined;
  const args = file.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === `${className}Args`);
  const inputs = memberFacts(args?.members ?? []);
  const isOutput = (member: ts.ClassElement): boolean =>
    ts.isPropertyDeclaration(member) &&
    !member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  return {
    inputs,
    outputs: memberFacts(declaration.members.filter(isOutput)),
    objects: objectsOf(inputs, folder),
  };
}
