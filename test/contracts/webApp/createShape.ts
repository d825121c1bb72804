import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  Kind,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Rule } from '../pact/Pact.ts';

/** What of an answer depends on what is so. Paths are of names joined by dots, without places in lists. */
export interface ShapeOptions {
  /** Which type stands where several can: `{ Booking: 'ApartmentBooking' }`. @default the first of them */
  readonly types?: Readonly<Record<string, string>>;
  /** What is null, and not an object or a list. */
  readonly nulls?: readonly string[];
  /** Lists that may have no items. @default none: each has at least one */
  readonly mayBeEmpty?: readonly string[];
  /** Decide on fields with `@include`. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface Shape {
  /** An example of `data`. */
  readonly example: unknown;
  /** Pact's rules for all of it, by JSON path. */
  readonly rules: Readonly<Record<string, Rule>>;
}

const all = (...matchers: Rule['matchers']): Rule => ({ combine: 'AND', matchers });

/** What a client makes of a scalar. A text that is read as an instant has to be one. */
const SCALARS: Readonly<Record<string, readonly [unknown, Rule['matchers'][number]]>> = {
  ID: ['an-id', { match: 'type' }],
  String: ['a text', { match: 'type' }],
  Int: [1, { match: 'integer' }],
  Float: [4.2, { match: 'number' }],
  // The matcher `boolean` takes a text, too.
  Boolean: [true, { match: 'type' }],
  AWSDateTime: [
    '2027-01-20T10:00:00.000Z',
    { match: 'regex', regex: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z$' },
  ],
  AWSDate: ['2027-01-20', { match: 'regex', regex: '^\\d{4}-\\d\\d-\\d\\d$' }],
  AWSTime: ['22:00', { match: 'regex', regex: '^\\d\\d:\\d\\d(:\\d\\d)?' }],
  AWSEmail: ['somebody@frontdesk.example', { match: 'type' }],
  AWSPhone: ['+4940123456', { match: 'type' }],
  AWSJSON: ['{}', { match: 'type' }],
};

/** What an operation's data look like, after the types of the schema: an example, and what may differ from it. */
export function createShape(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
  options: ShapeOptions,
): Shape {
  const { types = {}, nulls = [], mayBeEmpty = [], variables = {} } = options;
  const rules: Record<string, Rule> = {};

  const selectionOf = (set: SelectionSetNode, type: GraphQLObjectType): FieldNode[] =>
    set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return isIncluded(selection, variables) ? [selection] : [];
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : fragments.find(({ name }) => name.value === selection.name.value)!;
      const condition = schema.getType(fragment.typeCondition!.name.value);
      const applies = condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
      return applies ? selectionOf(fragment.selectionSet, type) : [];
    });

  const objectOf = (set: SelectionSetNode, type: GraphQLCompositeType, path: string): unknown => {
    const object = isAbstractType(type)
      ? (schema.getPossibleTypes(type).find(({ name }) => name === types[type.name]) ??
        schema.getPossibleTypes(type)[0]!)
      : type;
    return Object.fromEntries(
      selectionOf(set, object).map((field) => {
        const name = (field.alias ?? field.name).value;
        if (field.name.value === '__typename') {
          rules[`${path}.${name}`] = all({ match: 'equality' });
          return [name, object.name];
        }
        const { type: fieldType } = object.getFields()[field.name.value]!;
        return [name, valueOf(fieldType, field, `${path}.${name}`)];
      }),
    );
  };

  const valueOf = (type: GraphQLOutputType, field: FieldNode, path: string): unknown => {
    const isRequired = isNonNullType(type);
    const named = isRequired ? type.ofType : type;
    const place = path.replaceAll('[*]', '').replace('$.data.', '');
    if (isListType(named)) {
      if (nulls.includes(place)) return nothing(path);
      rules[path] = all({ match: 'type', min: mayBeEmpty.includes(place) ? 0 : 1 });
      return [valueOf(named.ofType, field, `${path}[*]`)];
    }
    if (isCompositeType(named))
      return nulls.includes(place) ? nothing(path) : objectOf(field.selectionSet!, named, path);
    const [example, matcher] = isEnumType(named)
      ? ([named.getValues()[0]!.name, oneOf(named.getValues().map(({ name }) => name))] as const)
      : SCALARS[named.name]!;
    rules[path] = isRequired ? all(matcher) : { combine: 'OR', matchers: [matcher, { match: 'null' }] };
    return example;
  };

  const nothing = (path: string) => {
    rules[path] = all({ match: 'null' });
    return null;
  };

  const root = schema.getRootType(operation.operation)!;
  return { example: objectOf(operation.selectionSet, root, '$.data'), rules };
}

/** A page has words for these alone. */
const oneOf = (words: readonly string[]) => ({ match: 'regex', regex: `^(${words.join('|')})$` });

function isIncluded({ directives = [] }: FieldNode, variables: Readonly<Record<string, unknown>>): boolean {
  const condition = directives.find(({ name }) => name.value === 'include')?.arguments?.[0]?.value;
  return condition?.kind !== Kind.VARIABLE || variables[condition.name.value] === true;
}
