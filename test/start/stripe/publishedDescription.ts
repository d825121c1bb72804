import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

// Stripe publishes an OpenAPI description of its API, and generates its library's declarations from it. Here the
// declarations are read as data, so that what was sent over a socket can be judged by them.

const FOLDER = join(import.meta.dirname, '../../../node_modules/stripe');

/** The version of the description that the installed library was generated from. */
export const descriptionVersion = readFileSync(join(FOLDER, 'OPENAPI_VERSION'), 'utf8').trim();

/** What is wrong with a value that is said to be this interface of `resources/<file>.d.ts`; empty where nothing is. */
export const faultsOf = (file: string, name: string, value: unknown): string[] => {
  const { declarations } = sourceOf(file);
  const declared = declarations.get(name);
  if (!declared || !ts.isInterfaceDeclaration(declared)) throw new Error(`${file} declares no ${name}`);
  return interfaceFaults(file, declared, value, name);
};

const sources = new Map<string, { declarations: Map<string, ts.Node> }>();

/** The interfaces and types of a file, each by its name in its namespace: `PaymentIntent.Status`. */
const sourceOf = (file: string) => {
  const known = sources.get(file);
  if (known) return known;
  const path = join(FOLDER, `esm/resources/${file}.d.ts`);
  const declarations = new Map<string, ts.Node>();
  const visit = (node: ts.Node, namespace: string) => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
      declarations.set(namespace + node.name.text, node);
    if (ts.isModuleDeclaration(node) && node.body)
      ts.forEachChild(node.body, (child) => visit(child, `${namespace}${node.name.text}.`));
  };
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  ts.forEachChild(source, (node) => visit(node, ''));
  sources.set(file, { declarations });
  return { declarations };
};

const interfaceFaults = (
  file: string,
  declared: ts.InterfaceDeclaration,
  value: unknown,
  at: string,
): string[] => {
  if (typeof value !== 'object' || value === null) return [`${at} is no object`];
  const members = new Map(
    declared.members
      .filter(ts.isPropertySignature)
      .map((member) => [(member.name as ts.Identifier).text, member] as const),
  );
  const unknown = Object.keys(value).filter((name) => !members.has(name));
  const faults = [...members].flatMap(([name, { questionToken, type }]) => {
    const given = (value as Record<string, unknown>)[name];
    if (given === undefined) return questionToken ? [] : [`${at}.${name} is missing`];
    return matches(file, type!, given) ? [] : [`${at}.${name} is ${JSON.stringify(given)}`];
  });
  return [...unknown.map((name) => `${at}.${name} is not described`), ...faults];
};

const matches = (file: string, type: ts.TypeNode, value: unknown): boolean => {
  if (ts.isUnionTypeNode(type)) return type.types.some((each) => matches(file, each, value));
  if (ts.isArrayTypeNode(type)) return Array.isArray(value);
  if (ts.isLiteralTypeNode(type))
    return ts.isStringLiteral(type.literal) ? type.literal.text === value : value === null;
  switch (type.kind) {
    case ts.SyntaxKind.NumberKeyword:
      return typeof value === 'number';
    case ts.SyntaxKind.StringKeyword:
      return typeof value === 'string';
    case ts.SyntaxKind.BooleanKeyword:
      return typeof value === 'boolean';
    default:
      return ts.isTypeReferenceNode(type) && matchesNamed(file, type, value);
  }
};

/** A list, an enumeration, or an object: of an object that the file describes, its members too. */
const matchesNamed = (file: string, { typeName }: ts.TypeReferenceNode, value: unknown): boolean => {
  const name = nameOf(typeName);
  if (name === 'Array') return Array.isArray(value);
  // What the library accepts beside the described values.
  if (name === 'OtherString') return false;
  const found = findDeclared(file, name);
  if (found && ts.isTypeAliasDeclaration(found)) return matches(file, found.type, value);
  if (found && ts.isInterfaceDeclaration(found))
    return interfaceFaults(file, found, value, name).length === 0;
  return typeof value === 'object' && value !== null;
};

/** By its whole name, or by its name in the namespace around it. */
const findDeclared = (file: string, name: string) => {
  const { declarations } = sourceOf(file);
  const whole = [...declarations.keys()].find((each) => each === name || each.endsWith(`.${name}`));
  return whole === undefined ? undefined : declarations.get(whole);
};

const nameOf = (name: ts.EntityName): string =>
  ts.isIdentifier(name) ? name.text : `${nameOf(name.left)}.${name.right.text}`;
