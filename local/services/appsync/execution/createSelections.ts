import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { invariant } from '../../../platform/errors.ts';
import type { Variables } from './coerceVariables.ts';

/** A field of one object type as one operation selects it. */
export interface SelectedField {
  /** The alias, or the name. */
  readonly key: string;
  readonly name: string;
  /** `Type.field` */
  readonly coordinates: string;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Every node that selects it. The first has the arguments. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

export interface Selections {
  /** Returns the fields selected on `type` below `parent`: the same list for the same two. */
  fieldsOf(parent: SelectionParent, type: GraphQLObjectType): readonly SelectedField[];
  /** Whether `@skip` and `@include` allow a selection. */
  isIncluded(node: SelectionNode): boolean;
  readonly fragments: Fragments;
}

/** Fragments by their names. */
export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** What holds selection sets: an operation's definition or a selected field. */
export type SelectionParent = { readonly selectionSet: SelectionSetNode } | SelectedField;

interface Facts {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly variables: Variables;
}

/**
 * https://spec.graphql.org/October2021/#sec-Field-Collection, remembered by parent and type. The two
 * functions of graphql-js are not exported by its index; docs/decisions/010-graphql-js.md says what follows.
 */
export function createSelections(facts: Facts): Selections {
  const { schema, fragments, variables } = facts;
  const remembered = new WeakMap<SelectionParent, Map<GraphQLObjectType, readonly SelectedField[]>>();

  const isIncluded = (node: SelectionNode) =>
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;

  const collect = (parent: SelectionParent, type: GraphQLObjectType) => {
    const nodes =
      'nodes' in parent
        ? collectSubfields(schema, fragments, variables, type, parent.nodes)
        : collectFields(schema, fragments, variables, type, parent.selectionSet);
    return [...nodes].map(([key, [first, ...others]]) => {
      invariant(first, `something selects ${key}`);
      return selectedField(type, key, [first, ...others]);
    });
  };

  return {
    fragments,
    isIncluded,
    fieldsOf(parent, type) {
      const byType = remembered.get(parent) ?? new Map<GraphQLObjectType, readonly SelectedField[]>();
      remembered.set(parent, byType);
      const fields = byType.get(type) ?? collect(parent, type);
      byType.set(type, fields);
      return fields;
    },
  };
}

const META: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {
  __typename: TypeNameMetaFieldDef,
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

function selectedField(type: GraphQLObjectType, key: string, nodes: SelectedField['nodes']): SelectedField {
  const name = nodes[0].name.value;
  const definition = META[name] ?? type.getFields()[name];
  invariant(definition, `${type.name}.${name} was validated`);
  return { key, name, coordinates: `${type.name}.${name}`, definition, nodes };
}
