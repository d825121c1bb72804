import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
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
import { type Budget, spend } from './createBudget.ts';

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
  /**
   * Returns the fields selected on `type` below `parent`, and spends steps where they have to be gathered. The list is
   * not complete once the budget is exceeded.
   */
  fieldsOf(parent: SelectionParent, type: GraphQLObjectType, budget: Budget): readonly SelectedField[];
  /** Whether `@skip` and `@include` allow a selection. */
  isIncluded(node: SelectionNode): boolean;
  readonly fragments: Fragments;
}

/** Fragments by their names. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** What holds selection sets: an operation's definition or a selected field. */
export type SelectionParent = { readonly selectionSet: SelectionSetNode } | SelectedField;

interface Facts {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly variables: Variables;
  /** How many fields are remembered. Others are gathered each time. */
  readonly mostRemembered: number;
}

/** Steps to gather a field: it needs several times the memory of a completed value. */
const STEPS_OF_A_FIELD = 10;

/** https://spec.graphql.org/October2021/#sec-Field-Collection, in counted steps and remembered by parent and type. */
export function createSelections({ schema, fragments, variables, mostRemembered }: Facts): Selections {
  const remembered = new WeakMap<SelectionParent, Map<GraphQLObjectType, readonly SelectedField[]>>();
  let size = 0;

  /** Adds what one selection set selects. Each fragment is read once for a parent. */
  const gather = (
    { selections }: SelectionSetNode,
    type: GraphQLObjectType,
    budget: Budget,
    into: Map<string, FieldNode[]>,
    visited: Set<string>,
  ) => {
    for (const node of selections) {
      if (!spend(budget, 1)) return;
      if (!isIncluded(node, variables)) continue;
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        const nodes = into.get(key);
        if (nodes) nodes.push(node);
        else into.set(key, [node]);
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD && visited.has(node.name.value)) continue;
      if (node.kind === Kind.FRAGMENT_SPREAD) visited.add(node.name.value);
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      if (fragment && applies(schema, fragment.typeCondition?.name.value, type))
        gather(fragment.selectionSet, type, budget, into, visited);
    }
  };

  const collect = (parent: SelectionParent, type: GraphQLObjectType, budget: Budget) => {
    const byKey = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    for (const { selectionSet } of 'nodes' in parent ? parent.nodes : [parent])
      if (selectionSet) gather(selectionSet, type, budget, byKey, visited);
    spend(budget, byKey.size * STEPS_OF_A_FIELD);
    return [...byKey].map(([key, [first, ...others]]) => {
      invariant(first, `something selects ${key}`);
      return selectedField(type, key, [first, ...others]);
    });
  };

  return {
    fragments,
    isIncluded: (node) => isIncluded(node, variables),
    fieldsOf(parent, type, budget) {
      const byType = remembered.get(parent);
      const known = byType?.get(type);
      if (known) return known;
      const fields = collect(parent, type, budget);
      if (budget.exceeded || size + fields.length > mostRemembered) return fields;
      size += fields.length;
      if (byType) byType.set(type, fields);
      else remembered.set(parent, new Map([[type, fields]]));
      return fields;
    },
  };
}

const isIncluded = (node: SelectionNode, variables: Variables) =>
  !node.directives?.length ||
  (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false);

/** Whether a fragment with this type condition selects something on `type`. */
function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return isAbstractType(named) && schema.isSubType(named, type);
}

const META: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map([
  ['__typename', TypeNameMetaFieldDef],
  ['__schema', SchemaMetaFieldDef],
  ['__type', TypeMetaFieldDef],
]);

function selectedField(type: GraphQLObjectType, key: string, nodes: SelectedField['nodes']): SelectedField {
  const name = nodes[0].name.value;
  const definition = META.get(name) ?? type.getFields()[name];
  invariant(definition, `${type.name}.${name} was validated`);
  return { key, name, coordinates: `${type.name}.${name}`, definition, nodes };
}
