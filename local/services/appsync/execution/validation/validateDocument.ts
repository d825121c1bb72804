import {
  Kind,
  validate,
  visit,
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type ValidationContext,
} from 'graphql';
import type { GraphqlError } from '../../GraphqlRequest.ts';
import { locationsOf } from '../createErrors.ts';
import { rules, type Rule } from './rules.ts';

/** A document's validation errors, worded as AppSync words them. */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): GraphqlError[] {
  const broken = new Map<GraphQLError, Rule>();
  const remembering = rules.map((rule) => (context: ValidationContext) => {
    const reportError = (error: GraphQLError) => {
      broken.set(error, rule);
      context.reportError(error);
    };
    return rule.rule(Object.create(context, { reportError: { value: reportError } }));
  });
  const errors = validate(schema, document, remembering);
  if (errors.length === 0) return [];
  const places = placesIn(document);
  return errors.map((error) => translate(error, broken.get(error), places));
}

function translate(
  error: GraphQLError,
  rule: Rule | undefined,
  places: ReadonlyMap<ASTNode, string>,
): GraphqlError {
  const quoted = [...error.message.matchAll(/"([^"]*)"/g)].map(([, word]) => word!);
  const objection = rule?.describe?.(quoted, error.message) ?? error.message;
  const { type, text } =
    typeof objection === 'string' ? { type: rule?.type ?? 'Unknown', text: objection } : objection;
  const node = error.nodes?.[rule?.about ?? 0];
  const place = rule?.placed && node ? ` @ '${places.get(node) ?? ''}'` : '';
  return {
    path: null,
    locations: node ? locationsOf([node]) : [],
    message: `Validation error of type ${type}: ${text}${place}`,
  };
}

/** Where each node is: the names of the fields and fragments around it. */
function placesIn(document: DocumentNode): ReadonlyMap<ASTNode, string> {
  const places = new Map<ASTNode, string>();
  const names: string[] = [];
  const isNamed = (node: ASTNode) => node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_DEFINITION;
  visit(document, {
    enter(node) {
      if (isNamed(node)) names.push((node as { name: { value: string } }).name.value);
      places.set(node, names.join('/'));
    },
    leave(node) {
      if (isNamed(node)) names.pop();
    },
  });
  return places;
}
