import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
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
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** What holds selection sets: an operation's definition or a selected field. */
export type Selecting = { readonly selectionSet: SelectionSetNode } | SelectedField;

interface Facts {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
}

/** https://spec.graphql.org/October2021/#sec-Field-Collection, remembered by place and type. */
export function createSelections(facts: Facts): Selections {
  const { schema, fragments, variables } = facts;
  const remembered = new WeakMap<Selecting, Map<GraphQLObjectType, readonly SelectedField[]>>();

  const includes = (node: SelectionNode) =>
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;

  const gather = (
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    into: Map<string, FieldNode[]>,
  ) => {
    for (const node of selections) {
      if (!includes(node)) continue;
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        into.set(key, [...(into.get(key) ?? []), node]);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)!;
      if (applies(schema, fragment.typeCondition?.name.value, type))
        gather(type, fragment.selectionSet, into);
    }
  };

  const collect = (parent: Selecting, type: GraphQLObjectType) => {
    const nodes = new Map<string, FieldNode[]>();
    const sets = 'nodes' in parent ? parent.nodes.map((node) => node.selectionSet) : [parent.selectionSet];
    for (const set of sets) if (set) gather(type, set, nodes);
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

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return named !== undefined && 'resolveType' in named && schema.isSubType(named, type);
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
