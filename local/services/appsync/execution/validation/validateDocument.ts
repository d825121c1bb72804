import {
  Kind,
  validate,
  visit,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type ValidationContext,
} from 'graphql';
import type { GraphqlError } from '../../GraphqlRequest.ts';
import { locationsOf } from '../createErrors.ts';
import { rules, type Rule } from './rules.ts';

/** Returns a document's validation errors in AppSync's words. */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): GraphqlError[] {
  const ruleOf = new Map<GraphQLError, Rule>();
  const recordingRules = rules.map((rule) => (context: ValidationContext) => {
    const reportError = (error: GraphQLError) => {
      ruleOf.set(error, rule);
      context.reportError(error);
    };
    // `Object.create` returns any.
    return rule.rule(Object.create(context, { reportError: { value: reportError } }) as ValidationContext);
  });
  const errors = validate(schema, document, recordingRules);
  if (errors.length === 0) return [];
  const places = fieldPaths(document);
  return errors.map((error) => translateError(error, ruleOf.get(error), places));
}

function translateError(
  error: GraphQLError,
  rule: Rule | undefined,
  places: ReadonlyMap<ASTNode, string>,
): GraphqlError {
  const quoted = [...error.message.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word);
  const message = rule?.message?.(quoted, error.message) ?? error.message;
  const { type, text } =
    typeof message === 'string' ? { type: rule?.type ?? 'Unknown', text: message } : message;
  const node = error.nodes?.[rule?.about ?? 0];
  const place = rule?.placed && node ? ` @ '${places.get(node) ?? ''}'` : '';
  return {
    path: null,
    locations: node ? locationsOf([node]) : [],
    message: `Validation error of type ${type}: ${text}${place}`,
  };
}

/** Returns for each node the names of the fields and fragments around it. */
function fieldPaths(document: DocumentNode): ReadonlyMap<ASTNode, string> {
  const places = new Map<ASTNode, string>();
  const names: string[] = [];
  const isNamed = (node: ASTNode): node is FieldNode | FragmentDefinitionNode =>
    node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_DEFINITION;
  visit(document, {
    enter(node) {
      if (isNamed(node)) names.push(node.name.value);
      places.set(node, names.join('/'));
    },
    leave(node) {
      if (isNamed(node)) names.pop();
    },
  });
  return places;
}
