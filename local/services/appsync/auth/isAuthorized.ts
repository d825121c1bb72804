import type { GraphQLSchema } from 'graphql';
import { invariant } from '../../../platform/errors.ts';
import type { Api } from '../Api.ts';
import type { Caller } from '../GraphqlRequest.ts';
import { fieldRules, type FieldRules } from './fieldRules.ts';

const rulesBySchema = new WeakMap<GraphQLSchema, FieldRules>();

/**
 * Whether the caller may select a field, by the schema's directives and the API's modes. Introspection
 * is open to whoever holds a valid credential. A role's policies are not asked yet.
 */
export function isAuthorized(api: Api, caller: Caller, typeName: string, fieldName: string): boolean {
  if (fieldName.startsWith('__') || typeName.startsWith('__')) return true;
  const limit = rulesOf(api).get(typeName)?.get(fieldName)?.[caller.mode];
  if (limit === undefined) return false;
  return limit === true || limit.some((group) => caller.groups.includes(group));
}

function rulesOf(api: Api): FieldRules {
  invariant(api.schema, 'fields are selected from a schema');
  const known = rulesBySchema.get(api.schema);
  if (known) return known;
  const rules = fieldRules(api.schema, api);
  rulesBySchema.set(api.schema, rules);
  return rules;
}
