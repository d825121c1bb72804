import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import { LONG } from './values.ts';

/** A value that fits no type at its place, and AppSync's own words for it. */
export interface Misfit {
  readonly value: unknown;
  readonly message: string;
}

/** The start of a message about a value of a variable, or of a member of one: `name` is its own. */
const invalid = (name: string, why: string) => `Variable '${name}' has an invalid value. ${why}`;

const nullMessage = (name: string, type: GraphQLInputType) =>
  `Variable '${name}' has coerced Null value for NonNull type '${String(type)}'`;

const MAP = { a: 1 };

/** Of each scalar: values it cannot read, and what is wrong with each. */
const scalars: Readonly<Record<string, readonly (readonly [unknown, string])[]>> = {
  ID: [
    [MAP, "Expected type 'ID' but was 'LinkedHashMap'."],
    [['a'], "Expected type 'ID' but was 'ArrayList'."],
    [1.5, "Expected type 'ID' but was 'Double'."],
    [true, "Expected type 'ID' but was 'Boolean'."],
  ],
  String: [
    [MAP, "Expected type 'String' but was 'LinkedHashMap'."],
    [['a'], "Expected type 'String' but was 'ArrayList'."],
  ],
  Int: [
    [1.5, "Expected type 'Int' but was 'Double'."],
    [2 ** 31, "Expected type 'Int' but was 'Integer'."],
    [-1e12, "Expected type 'Int' but was 'Integer'."],
    ['', "Expected type 'Int' but was 'String'."],
    ['ten', "Expected type 'Int' but was 'String'."],
    [MAP, "Expected type 'Int' but was 'LinkedHashMap'."],
    [[1], "Expected type 'Int' but was 'ArrayList'."],
    [true, "Expected type 'Int' but was 'Boolean'."],
  ],
  Float: [
    ['', "Expected type 'Float' but was 'String'."],
    ['ten', "Expected type 'Float' but was 'String'."],
    ['NaN', "Expected type 'Float' but was 'String'."],
    ['-Infinity', "Expected type 'Float' but was 'String'."],
    ['12,50', "Expected type 'Float' but was 'String'."],
    [MAP, "Expected type 'Float' but was 'LinkedHashMap'."],
    [[1.5], "Expected type 'Float' but was 'ArrayList'."],
    [true, "Expected type 'Float' but was 'Boolean'."],
  ],
  Boolean: [
    ['maybe', "Expected type 'Boolean' but was 'String'."],
    ['', "Expected type 'Boolean' but was 'String'."],
    [MAP, "Expected type 'Boolean' but was 'LinkedHashMap'."],
  ],
  AWSDate: unparsed(
    'a valid date',
    ['', 'tomorrow', '2027-02-30', '2027-02-29', '2027-13-01', '2027-00-10', '2027-03-00', '27-03-10'],
    ['10/03/2027', '2027-3-10', '20270310', '2027-03-10T09:00:00Z', ' 2027-03-10', '+12027-03-10', LONG],
    [20270310],
  ),
  AWSDateTime: unparsed(
    'a valid DateTime',
    ['', 'now', '2027-03-10', '2027-03-10T09:00:00', '2027-03-10 09:00:00Z', '2027-02-30T09:00:00Z'],
    ['2027-03-10T25:00:00Z', '2027-03-10T09:60:00Z', '2027-03-10T24:00:00Z', '1805619600', LONG],
    ['2027-03-10T09:00:60Z', '2027-03-10T9:00Z', '2027-03-10T09:00:00+0100', '2027-03-10t09:00:00z'],
    [1805619600],
  ),
  AWSEmail: unparsed('a valid email', ['', 'none', 'a@', '@b', 'a b@c.d', 'a@b@c', '@', `${LONG}`], [7]),
  AWSPhone: unparsed('a valid phone number', ['', 'none', '+49 170', '12345'], [7]),
  AWSJSON: unparsed(
    'valid JSON',
    ['', ' ', 'text', '{', '{}}', "{'a':1}", '{"a":01}', '{"a":1,}', '[1 2]', '{"a":NaN}', 'undefined', LONG],
    [7, true],
  ),
};

function unparsed(what: string, ...values: readonly (readonly unknown[])[]) {
  return values.flat().map((value) => [value, `Unable to parse \`${String(value)}\` as ${what}.`] as const);
}

/** What does not fit a place named `name` of this type. What fits no item of a list is a matter of its first. */
export function misfitsOf(name: string, type: GraphQLInputType): Misfit[] {
  const named = getNamedType(type);
  const nulls = isNonNullType(type) ? [{ value: null, message: nullMessage(name, type) }] : [];
  if (isListType(getNullableType(type))) return nulls;
  if (isInputObjectType(named))
    return [
      ...nulls,
      ...withoutRequired(named),
      { value: 'text', message: invalid(name, "Expected type 'Map' but was 'String'.") },
      { value: [], message: invalid(name, "Expected type 'Map' but was 'ArrayList'.") },
      {
        value: { surprise: 1 },
        message: `The variables input contains a field name 'surprise' that is not defined for input object type '${named.name}' `,
      },
    ];
  const misread = isEnumType(named)
    ? ['', 'KING', 'constructor', named.getValues()[0]!.name.toLowerCase(), 'null', LONG].map(
        (value) =>
          [value, `Invalid input for Enum '${named.name}'. No value found for name '${value}'.`] as const,
      )
    : scalars[named.name];
  if (!misread) throw new Error(`No misfits are known of ${named.name}`);
  return [...nulls, ...misread.map(([value, why]) => ({ value, message: invalid(name, why) }))];
}

/** An object without the first field that it must have. */
function withoutRequired(type: GraphQLInputObjectType): Misfit[] {
  const required = Object.values(type.getFields()).find(isRequiredInputField);
  return required ? [{ value: {}, message: nullMessage(required.name, required.type) }] : [];
}
