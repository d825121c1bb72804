import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
const schema = buildSchema(`${read('appsync.graphql')}\n${read('schema.graphql')}`);

/** Where a value goes: an argument, a field of an input object, or the first item of a list, by its path. */
export interface Place {
  readonly path: string;
  readonly type: GraphQLInputType;
}

type Field = GraphQLField<unknown, unknown>;

/** Every field of Query, Mutation and Subscription, as `Query.getThing`. */
export const fields: ReadonlyMap<string, Field> = new Map(
  ['Query', 'Mutation', 'Subscription'].flatMap((name) => {
    const type = schema.getType(name);
    const all = isObjectType(type) ? Object.values(type.getFields()) : [];
    return all.map((field) => [`${name}.${field.name}`, field] as const);
  }),
);

/** Every place of a field, input objects and lists of them themselves included. */
export const placesOf = (field: Field): Place[] => field.args.flatMap(({ name, type }) => within(name, type));

function within(path: string, type: GraphQLInputType): Place[] {
  const named = getNullableType(type);
  if (isListType(named)) return [{ path, type }, ...within(`${path}[0]`, named.ofType)];
  if (!isInputObjectType(named)) return [{ path, type }];
  const members = Object.values(named.getFields());
  return [{ path, type }, ...members.flatMap((member) => within(`${path}.${member.name}`, member.type))];
}

/** The places that hold a value of their own, rather than other places. */
export const leavesOf = (field: Field) =>
  placesOf(field).filter(({ type }) => isLeafType(getNamedType(type)));

/** A document that gives the field every argument as a variable of its name. */
export function documentOf(name: string): string {
  const [type] = name.split('.') as [string];
  const field = fields.get(name)!;
  const variables = field.args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const given = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const isLeaf = isLeafType(getNamedType(field.type));
  return `${type.toLowerCase()} (${variables}) { ${field.name}(${given})${
    isLeaf ? '' : selectionOf(field)
  } }`;
}

/** The items of a page, and otherwise only what the object is. */
function selectionOf(field: Field): string {
  const type = getNamedType(field.type);
  const isPage = isObjectType(type) && 'items' in type.getFields() && 'nextToken' in type.getFields();
  return isPage ? ' { items { __typename } nextToken }' : ' { __typename }';
}
