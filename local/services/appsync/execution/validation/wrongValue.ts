import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  isScalarType,
  Kind,
  valueFromASTUntyped,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type ObjectValueNode,
  type ValueNode,
} from 'graphql';
import { scalarOf } from '../../scalars/scalarOf.ts';
import { javaValue } from './javaValue.ts';

/** What is wrong with a literal for `type`, in graphql-java's words; undefined where nothing is. */
export function wrongValue(name: string, node: ValueNode, type: GraphQLInputType): string | undefined {
  const wrong = (what: string) => `argument '${name}' with value '${javaValue(node)}' ${what}`;

  if (node.kind === Kind.VARIABLE) return undefined;
  if (isNonNullType(type)) {
    return node.kind === Kind.NULL ? wrong('must not be null') : wrongValue(name, node, type.ofType);
  }
  if (node.kind === Kind.NULL) return undefined;
  if (isListType(type)) {
    const items = node.kind === Kind.LIST ? node.values : [node];
    return first(items, (item, at) =>
      wrongValue(node.kind === Kind.LIST ? `${name}[${at}]` : name, item, type.ofType),
    );
  }
  if (isInputObjectType(type)) {
    if (node.kind !== Kind.OBJECT) return wrong('must be an object type');
    const objection = wrongObject(node, type);
    return objection
      ? wrong(objection)
      : first(node.fields, (field) =>
          wrongValue(`${name}.${field.name.value}`, field.value, type.getFields()[field.name.value]!.type),
        );
  }
  return isValidLeaf(node, type) ? undefined : wrong(`is not a valid '${type}'`);
}

function wrongObject(node: ObjectValueNode, type: GraphQLInputObjectType): string | undefined {
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

function isValidLeaf(node: ValueNode, type: GraphQLInputType): boolean {
  if (isEnumType(type)) return node.kind === Kind.ENUM && type.getValue(node.value) !== undefined;
  if (!isScalarType(type)) return false;
  const scalar = scalarOf(type.name);
  if (!scalar.literals.includes(node.kind)) return false;
  try {
    scalar.parse(valueFromASTUntyped(node));
    return true;
  } catch {
    return false;
  }
}

function first<Item>(items: readonly Item[], objection: (item: Item, at: number) => string | undefined) {
  for (const [at, item] of items.entries()) {
    const found = objection(item, at);
    if (found) return found;
  }
  return undefined;
}
