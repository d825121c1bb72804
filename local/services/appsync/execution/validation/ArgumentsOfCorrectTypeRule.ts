import {
  type ASTVisitor,
  GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  type ObjectValueNode,
  type ValidationContext,
  valueFromAST,
  type ValueNode,
} from 'graphql';

/** Literals must fit their arguments, as graphql-java's rule of this name says it. */
export const ArgumentsOfCorrectTypeRule = (context: ValidationContext): ASTVisitor => ({
  Argument(node) {
    const argument = context.getArgument();
    const wrong = argument && literalError(node.name.value, node.value, argument.type);
    if (wrong) context.reportError(new GraphQLError(wrong, { nodes: node }));
  },
  VariableDefinition(node) {
    const type = context.getInputType();
    const wrong =
      type && node.defaultValue && literalError(node.variable.name.value, node.defaultValue, type);
    if (wrong) context.reportError(new GraphQLError(wrong, { nodes: node }));
  },
});

/** Returns what is wrong with a literal of `type`, in graphql-java's words, or undefined. */
function literalError(name: string, node: ValueNode, type: GraphQLInputType): string | undefined {
  const wrong = (what: string) => `argument '${name}' with value '${javaValue(node)}' ${what}`;

  if (node.kind === Kind.VARIABLE) return undefined;
  if (isNonNullType(type)) {
    return node.kind === Kind.NULL ? wrong('must not be null') : literalError(name, node, type.ofType);
  }
  if (node.kind === Kind.NULL) return undefined;
  if (isListType(type)) {
    const items = node.kind === Kind.LIST ? node.values : [node];
    return firstError(items, (item, at) =>
      literalError(node.kind === Kind.LIST ? `${name}[${at}]` : name, item, type.ofType),
    );
  }
  if (isInputObjectType(type)) {
    if (node.kind !== Kind.OBJECT) return wrong('must be an object type');
    const fields = type.getFields();
    const error = fieldNamesError(node, type);
    if (error) return wrong(error);
    return firstError(node.fields, (member) => {
      const field = fields[member.name.value];
      return field && literalError(`${name}.${field.name}`, member.value, field.type);
    });
  }
  return valueFromAST(node, type) === undefined ? wrong(`is not a valid '${type.name}'`) : undefined;
}

function fieldNamesError(node: ObjectValueNode, type: GraphQLInputObjectType): string | undefined {
  const fields = type.getFields();
  const given = new Set(node.fields.map(({ name }) => name.value));
  const missing = Object.values(fields).filter(
    (field) => isRequiredInputField(field) && !given.has(field.name),
  );
  if (missing.length > 0)
    return `is missing required fields '[${missing.map(({ name }) => name).join(', ')}]'`;
  const unknown = [...given].find((name) => !fields[name]);
  return unknown && `contains a field not in '${type.name}': '${unknown}'`;
}

function firstError<Item>(items: readonly Item[], errorOf: (item: Item, at: number) => string | undefined) {
  for (const [at, item] of items.entries()) {
    const error = errorOf(item, at);
    if (error) return error;
  }
  return undefined;
}

/** Prints a literal as graphql-java prints its syntax tree, which AppSync's messages contain. */
function javaValue(node: ValueNode): string {
  switch (node.kind) {
    case Kind.STRING:
      return `StringValue{value='${node.value}'}`;
    case Kind.INT:
      return `IntValue{value=${node.value}}`;
    case Kind.FLOAT:
      return `FloatValue{value=${node.value}}`;
    case Kind.BOOLEAN:
      return `BooleanValue{value=${node.value}}`;
    case Kind.NULL:
      return 'NullValue{}';
    case Kind.ENUM:
      return `EnumValue{name='${node.value}'}`;
    case Kind.VARIABLE:
      return `VariableReference{name='${node.name.value}'}`;
    case Kind.LIST:
      return `ArrayValue{values=[${node.values.map(javaValue).join(', ')}]}`;
    case Kind.OBJECT:
      return `ObjectValue{objectFields=[${node.fields
        .map(({ name, value }) => `ObjectField{name='${name.value}', value=${javaValue(value)}}`)
        .join(', ')}]}`;
  }
}
