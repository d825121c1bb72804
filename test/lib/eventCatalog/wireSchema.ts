import * as z from 'zod';

/** A JSON schema, draft 7. */
export type JsonSchema = Readonly<Record<string, any>>;

/** The JSON schema of an event's data as the bus carries it: in DynamoDB's notation, which a pipe does not unmarshal. */
export const wireSchemaOf = (data: z.ZodType): JsonSchema => {
  const { $schema, ...plain } = z.toJSONSchema(data, { target: 'draft-7' }) as JsonSchema;
  return attributesOf(plain);
};

/** The members of a map. Whoever follows an event leaves alone what it does not know: there may be more of them. */
const attributesOf = ({ anyOf, properties = {}, required }: JsonSchema): JsonSchema =>
  anyOf
    ? { anyOf: anyOf.map(attributesOf) }
    : {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries<JsonSchema>(properties).map(([name, schema]) => [name, attributeOf(schema)]),
        ),
        required,
      };

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html */
const attributeOf = ({ description, ...schema }: JsonSchema): JsonSchema => {
  const [type, value] = valueOf(schema);
  return {
    ...(description && { description }),
    type: 'object',
    properties: { [type]: value },
    required: [type],
    additionalProperties: false,
  };
};

const valueOf = (schema: JsonSchema): [type: string, value: JsonSchema] => {
  if (schema['type'] === 'string') return ['S', withoutPatternOfFormat(schema)];
  // A decimal as text.
  if (schema['type'] === 'integer') return ['N', { type: 'string', pattern: '^-?\\d+$' }];
  if (schema['type'] === 'boolean') return ['BOOL', { type: 'boolean' }];
  if (schema['type'] === 'array') return ['L', { type: 'array', items: attributeOf(schema['items']) }];
  if (schema['type'] === 'object') return ['M', attributesOf(schema)];
  throw new Error(`Events have no field of type ${String(schema['type'])}`);
};

/** The library spells calendars out as patterns, which nobody reads. */
const withoutPatternOfFormat = ({ pattern, ...schema }: JsonSchema): JsonSchema =>
  schema['format'] === undefined && pattern !== undefined ? { ...schema, pattern } : schema;
