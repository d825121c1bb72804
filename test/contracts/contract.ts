import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isObjectType,
  isInterfaceType,
  isTypeSubTypeOf,
  parse,
  parseType,
  print,
  type DocumentNode,
  TypeInfo,
  typeFromAST,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What a client asks of the API, and which types it was made for. */
export interface Contract {
  /** Documents, by the file that has them. */
  readonly operations: Readonly<Record<string, string>>;
  /** The type of each field that they select: `Order.status` is `OrderStatus!`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The contract of these documents with a schema that they fit. */
export function contractOf(schema: GraphQLSchema, documents: Readonly<Record<string, string>>): Contract {
  const fields = new Map<string, string>();
  const operations = Object.entries(documents).map(([file, text]) => {
    const document = parse(text, { noLocation: true });
    noteFields(schema, document, fields);
    return [file, print(document)] as const;
  });
  return { operations: Object.fromEntries(operations), fields: Object.fromEntries([...fields].sort()) };
}

const noteFields = (schema: GraphQLSchema, document: DocumentNode, fields: Map<string, string>) => {
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const [parent, type] = [types.getParentType(), types.getType()];
        if (parent && type && !name.value.startsWith('__'))
          fields.set(`${parent.name}.${name.value}`, String(type));
      },
    }),
  );
};

/**
 * What of a contract a schema breaks: documents that it refuses, because a field is gone, an argument is required or a variable's
 * type too wide, and fields whose values the client does not expect.
 */
export function breachesOf(schema: GraphQLSchema, { operations, fields }: Contract): string[] {
  const refused = Object.entries(operations).flatMap(([file, text]) =>
    validate(schema, parse(text)).map(({ message }) => `${file}: ${message}`),
  );
  const changed = Object.entries(fields).flatMap(([coordinate, expected]) => {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const actual = fieldsOf(schema.getType(typeName))?.[fieldName]?.type;
    // One that is gone is refused by its documents.
    if (!actual || String(actual) === expected) return [];
    const wanted = typeFromAST(schema, parseType(expected) as never);
    const isStricter = wanted !== undefined && isTypeSubTypeOf(schema, actual, wanted);
    return isStricter ? [] : [`${coordinate} is ${String(actual)}, and was ${expected}`];
  });
  return [...refused, ...changed];
}

const fieldsOf = (type: GraphQLNamedType | undefined) =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields() : undefined;
