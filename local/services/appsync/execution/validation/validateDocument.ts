import {
  Kind,
  OverlappingFieldsCanBeMergedRule,
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

/**
 * Returns a document's validation errors in AppSync's words. Where fragments form cycles, that is an error, and the fields
 * of fragments are not compared: graphql-js would compare each pair of them by recursion.
 */
export function validateDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  isCyclic: boolean,
): GraphqlError[] {
  const ruleOf = new Map<GraphQLError, Rule>();
  const applied = isCyclic ? rules.filter(({ rule }) => rule !== OverlappingFieldsCanBeMergedRule) : rules;
  const recordingRules = applied.map((rule) => (context: ValidationContext) => {
    const reportError = (error: GraphQLError) => {
      ruleOf.set(error, rule);
      context.reportError(error);
    };
    // `Object.create` returns any.
    return rule.rule(Object.create(context, { reportError: { value: reportError } }) as ValidationContext);
  });
  const errors = validate(schema, document, recordingRules, {
    maxErrors: MOST_ERRORS,
    hideSuggestions: true,
  });
  if (errors.length === 0) return [];
  const places = fieldPaths(document, new Set(errors.flatMap(({ nodes }) => nodes ?? [])));
  return errors.map((error) => translateError(error, ruleOf.get(error), places));
}

/** Chosen, as graphql-java and graphql-js choose it; validation ends there. */
export const MOST_ERRORS = 100;
/** Chosen: how much of a message is sent. A name may be as long as the document. */
const LONGEST_MESSAGE = 10_000;

function translateError(
  error: GraphQLError,
  rule: Rule | undefined,
  places: ReadonlyMap<ASTNode, string>,
): GraphqlError {
  if (!rule) return { path: null, locations: [], message: `Validation error of type ${abortMessage(error)}` };
  const quoted = [...error.message.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word);
  const message = rule.message?.(quoted, error.message) ?? error.message;
  const { type, text } = typeof message === 'string' ? { type: rule.type, text: message } : message;
  const node = error.nodes?.[rule.about ?? 0];
  const place = rule.placed && node ? ` @ '${places.get(node) ?? ''}'` : '';
  const words = `Validation error of type ${type}: ${text}${place}`;
  return {
    path: null,
    locations: node ? locationsOf([node]) : [],
    message: words.length > LONGEST_MESSAGE ? `${words.slice(0, LONGEST_MESSAGE)}…` : words,
  };
}

/** graphql-js ends validation after `maxErrors`, and where its rules would take too many steps. */
const abortMessage = ({ message }: GraphQLError) =>
  message.startsWith('Too many')
    ? `MaxValidationErrorsReached: The maximum number of validation errors has been reached. (${MOST_ERRORS})`
    : 'ValidationLimitReached: The document takes too many steps to validate.';

/** Returns for each of `nodes` the names of the fields and fragments around it. */
function fieldPaths(document: DocumentNode, nodes: ReadonlySet<ASTNode>): ReadonlyMap<ASTNode, string> {
  const places = new Map<ASTNode, string>();
  const names: string[] = [];
  const isNamed = (node: ASTNode): node is FieldNode | FragmentDefinitionNode =>
    node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_DEFINITION;
  visit(document, {
    enter(node) {
      if (isNamed(node)) names.push(node.name.value);
      if (nodes.has(node)) places.set(node, names.join('/').slice(0, LONGEST_MESSAGE));
    },
    leave(node) {
      if (isNamed(node)) names.pop();
    },
  });
  return places;
}
