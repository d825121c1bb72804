import type { Schema } from './readAsyncApi.ts';

/** A field of an event's data, as a reader thinks of it. */
export interface Field {
  /** `parts[].weight` is the `weight` of each item of `parts`. */
  readonly path: string;
  /** `text`, `number`, `PENDING or APPROVED`. */
  readonly type: string;
  readonly description: string;
  readonly isRequired: boolean;
}

/** The most fields of one event that are shown: a document may nest as deep as it likes. */
export const MOST_FIELDS = 200;

/** A payload's part that the event is about: what EventBridge's envelope has in `detail.eventData`, or all of it. */
const dataOf = (payload: Schema): Schema => {
  const detail = payload.properties?.['detail'];
  return detail?.properties?.['eventData'] ?? detail ?? payload;
};

/** The kinds of an event's data, each by its fields: most have one, and `anyOf` several. */
export const kindsOf = (payload: Schema): Field[][] => {
  const data = dataOf(payload);
  const kinds = data.anyOf ?? data.oneOf ?? [data];
  return kinds.map((kind) => fieldsOfObject(kind, '').slice(0, MOST_FIELDS));
};

const fieldsOfObject = ({ properties = {}, required = [] }: Schema, prefix: string): Field[] =>
  Object.entries(properties).flatMap(([name, schema]) =>
    fieldsOf(`${prefix}${name}`, schema, required.includes(name)),
  );

const fieldsOf = (path: string, wrapped: Schema, isRequired: boolean): Field[] => {
  const schema: Schema = {
    ...plainOf(wrapped),
    description: wrapped.description ?? plainOf(wrapped).description,
  };
  const field = { path, description: schema.description ?? '', isRequired };
  if (schema.type === 'array') {
    const items = plainOf(schema.items ?? {});
    if (items.type !== 'object') return [{ ...field, type: `list of ${typeOf(items)}` }];
    return [{ ...field, type: 'list' }, ...fieldsOfObject(items, `${path}[].`)];
  }
  if (schema.type === 'object') return [{ ...field, type: 'map' }, ...fieldsOfObject(schema, `${path}.`)];
  return [{ ...field, type: typeOf(schema) }];
};

const DYNAMODB = ['S', 'N', 'BOOL', 'L', 'M'];

/**
 * A value without DynamoDB's notation, in which a pipe leaves what a stream holds:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
const plainOf = (schema: Schema): Schema => {
  const [[name, value] = ['', schema], ...others] = Object.entries(schema.properties ?? {});
  if (others.length > 0 || !DYNAMODB.includes(name)) return schema;
  return name === 'N' ? { type: 'number' } : value;
};

const typeOf = ({ type, enum: words, const: word, format, 'x-holds': holds }: Schema): string => {
  if (word !== undefined) return wordOf(word);
  if (words !== undefined) return words.map(wordOf).join(' or ');
  if (format !== undefined) return format === 'date-time' ? 'instant' : format;
  if (holds !== undefined) return holds;
  if (typeof type !== 'string') return 'anything';
  return { string: 'text', integer: 'number' }[type] ?? type;
};

const wordOf = (word: unknown) => (word === '' ? 'empty' : String(word));
