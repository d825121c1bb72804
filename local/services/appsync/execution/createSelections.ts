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
  /** Every place that selects it; the first has the arguments. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

export interface Selections {
  /** The fields selected on `type` below `parent`; the same list for the same two. */
  of(parent: Selecting, type: GraphQLObjectType): readonly SelectedField[];
  /** Whether `@skip` and `@include` let a selection stand. */
  includes(node: SelectionNode): boolean;
  readonly fragments: Fragments;
}

/** By name. */
export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** What holds selection sets: an operation's definition or a selected field. */
export type Selecting = { readonly selectionSet: SelectionSetNode } | SelectedField;

interface Facts {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly variables: Variables;
}

/** https://spec.graphql.org/October2021/#sec-Field-Collection, remembered by place and type. */
export function createSelections(facts: Facts): Selections {
  const { schema, fragments, variables } = facts;
  const remembered = new WeakMap<Selecting, Map<GraphQLObjectType, readonly SelectedField[]>>();

  const includes = (node: SelectionNode) =>
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;

  const collect = (parent: Selecting, type: GraphQLObjectType) => {
    const nodes =
      'nodes' in parent
        ? collectSubfields(schema, fragments, variables, type, parent.nodes)
        : collectFields(schema, fragments, variables, type, parent.selectionSet);
    return [...nodes].map(([key, fields]) => selectedField(type, key, fields as [FieldNode, ...FieldNode[]]));
  };

  return {
    fragments,
    includes,
    of(parent, type) {
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
