// Types of Pulumi's package schema from the types of TypeScript's sources.
import ts from "typescript";
import { membersOf } from "./components.mjs";
import { pascal, singular } from "./pulumiTypes.mjs";

/** Generic types that say nothing here: a schema's inputs and outputs are all of these by themselves. */
const transparent = ["pulumi.Input", "pulumi.Output", "Readonly"];

/** Turns TypeScript's type nodes into types of Pulumi's schema; what cannot leave a process has none. */
export class SourceTypes {
  /**
   * @param all - what `readComponents` found
   * @param settings - a `JsonSchemaTypes`
   * @param types - a `Types`
   */
  constructor(all, settings, types) {
    Object.assign(this, { all, settings, types });
    this.components = new Set(all.components.map(({ name }) => name));
  }

  /** The members that can leave a process, as properties of Pulumi's schema, and which of them are required. */
  object(members, name, more = {}) {
    const found = members.flatMap((one) => {
      const type = this.type(one.type, one.file, name + pascal(one.name));
      return type ? [[one, { ...type, description: one.description, ...more[one.name] }]] : [];
    });
    return {
      properties: Object.fromEntries(found.map(([one, spec]) => [one.name, spec])),
      required: found.flatMap(([one]) => (one.optional ? [] : [one.name])).sort(),
    };
  }

  type(node, file, name) {
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { type: "string" };
      case ts.SyntaxKind.BooleanKeyword:
        return { type: "boolean" };
      case ts.SyntaxKind.NumberKeyword:
        // All our numbers are ports, counts, seconds and days.
        return { type: "integer" };
      case ts.SyntaxKind.TypeOperator:
        return this.type(node.type, file, name);
      case ts.SyntaxKind.ArrayType:
        return this.list(this.type(node.elementType, file, singular(name)));
      case ts.SyntaxKind.UnionType:
        // Of texts: ours are no others.
        return { type: "string" };
      case ts.SyntaxKind.TypeLiteral:
        return this.types.add(name, () => ({
          type: "object",
          ...this.object(
            node.members.map((one) => ({
              name: one.name.text,
              optional: one.questionToken !== undefined,
              description: "",
              type: one.type,
              file,
            })),
            name,
          ),
        }));
      case ts.SyntaxKind.IndexedAccessType:
        return this.indexed(node, file);
      case ts.SyntaxKind.TypeReference:
        return this.named(node, file, name);
      default:
        throw new Error(`Pulumi's schema has no type for ${node.getText()}`);
    }
  }

  list(items) {
    return items && { type: "array", items };
  }

  /** `Interface["member"]` or `Section["setting"]`. */
  indexed({ objectType, indexType }, file) {
    const name = this.original(objectType, file);
    const key = indexType.literal.text;
    if (this.settings.files[name]) {
      const found = this.settings.setting(name, key);
      return this.settings.type(found.schema, found.file, found.name);
    }
    const member = membersOf(this.all, name).find((one) => one.name === key);
    return this.type(member.type, member.file, name + pascal(key));
  }

  original(node, file) {
    const local = node.typeName.getText();
    return (file.renamed[local] ?? local).replace(/^Resolved/, "");
  }

  named(node, file, name) {
    const written = node.typeName.getText();
    const [first, second] = node.typeArguments ?? [];
    if (transparent.includes(written)) return this.type(first, file, name);
    if (written === "Record") {
      const values = this.type(second, file, singular(name));
      return values && { type: "object", additionalProperties: values };
    }
    const target = this.original(node, file);
    if (target === "LinuxHost") return { $ref: "#/types/portcullis:index:Host" };
    // A component has its name as its settings have theirs: those are renamed, or called Resolved….
    if (target === written && this.components.has(target)) return undefined;
    const section = this.settings.section(target);
    if (section) return section;
    const alias = this.all.aliases.get(target);
    if (alias) return this.type(alias.type, alias.file, target);
    const found = this.all.interfaces.get(target);
    if (!found) throw new Error(`Pulumi's schema has no type for ${node.getText()}`);
    return this.types.add(target, () => ({
      type: "object",
      description: found.description,
      ...this.object(membersOf(this.all, target), target),
    }));
  }
}
