// What the sources say of the components, read by TypeScript's parser: arguments and outputs with types and descriptions.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** The text of a declaration's TSDoc comment, on one line; what it links to is code. */
function description(node) {
  const doc = (node.jsDoc ?? []).at(-1)?.comment;
  return (ts.getTextOfJSDocComment(doc) ?? "").replace(/\{@link (\w+)\s*\}/g, "`$1`").replace(/\s+/g, " ");
}

function member(node, file) {
  return {
    name: node.name.text,
    optional: node.questionToken !== undefined,
    description: description(node),
    type: node.type,
    file,
  };
}

function properties(declaration, file) {
  return declaration.members.filter((one) => ts.isPropertySignature(one)).map((one) => member(one, file));
}

/** What other names a file gives to what it imports: local name to the name in its own module. */
function renamed(source) {
  const names = {};
  for (const { importClause } of source.statements.filter((one) => ts.isImportDeclaration(one))) {
    const bindings = importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements)
      if (propertyName) names[name.text] = propertyName.text;
  }
  return names;
}

function heritage(declaration, file) {
  return (declaration.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types)
    .map(({ expression }) => file.renamed[expression.getText()] ?? expression.getText());
}

/** A public readonly field that has a description is an output. */
function isOutput(node) {
  return (
    ts.isPropertyDeclaration(node) &&
    node.type !== undefined &&
    !node.modifiers?.some(({ kind }) =>
      [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.StaticKeyword].includes(kind),
    )
  );
}

function component(declaration, file, where) {
  const constructor = declaration.members.find((one) => ts.isConstructorDeclaration(one));
  const [, token] = /super\(\s*"([\w:]+)"/.exec(constructor?.getText() ?? "") ?? [];
  if (!token) throw new Error(`${where}: no super("portcullis:…") in ${declaration.name.text}`);
  return {
    name: declaration.name.text,
    token,
    file: where,
    description: description(declaration),
    arguments: constructor.parameters[1].type.getText(),
    outputs: declaration.members.filter(isOutput).map((one) => member(one, file)),
  };
}

/** Names that the module `file` exports, in its order. */
function exportsOf(file) {
  if (!existsSync(file)) return [];
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  return source.statements
    .filter(({ exportClause }) => exportClause !== undefined && ts.isNamedExports(exportClause))
    .flatMap(({ exportClause }) => exportClause.elements.map(({ name }) => name.text));
}

/**
 * The components below `folder`, and the interfaces and type aliases that their arguments may name.
 *
 * @param folder - the folder `components`
 */
export function readComponents(folder) {
  const all = { components: [], interfaces: new Map(), aliases: new Map() };
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort();
  for (const name of files) {
    const text = readFileSync(path.join(folder, name), "utf8");
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
    const file = { renamed: renamed(source) };
    for (const one of source.statements) {
      if (ts.isInterfaceDeclaration(one))
        all.interfaces.set(one.name.text, {
          description: description(one),
          bases: heritage(one, file),
          members: properties(one, file),
        });
      if (ts.isTypeAliasDeclaration(one)) all.aliases.set(one.name.text, { type: one.type, file });
      const isExported = one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
      if (
        isExported &&
        ts.isClassDeclaration(one) &&
        heritage(one, file).includes("pulumi.ComponentResource")
      )
        all.components.push(component(one, file, `components/${name}`));
    }
  }
  const entryPoints = Object.entries({ portcullis: "index.ts", "portcullis/aws": "aws/index.ts" }).map(
    ([name, file]) => [name, exportsOf(path.join(folder, file))],
  );
  return { ...all, entryPoints };
}

/** All members of an interface, those of what it extends first. */
export function membersOf(all, name) {
  const found = all.interfaces.get(name);
  if (!found) throw new Error(`there is no interface ${name} in components/`);
  return [...found.bases.flatMap((base) => membersOf(all, base)), ...found.members];
}
