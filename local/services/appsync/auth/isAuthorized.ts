import type { Api } from '../Api.ts';
import type { Caller } from '../GraphqlRequest.ts';
import { fieldRulesOf } from './fieldRules.ts';

/**
 * Whether the caller may select a field, by the schema's directives and the API's modes. Any valid
 * credential may introspect.
 */
export function isAuthorized(api: Api, caller: Caller, typeName: string, fieldName: string): boolean {
  if (fieldName.startsWith('__') || typeName.startsWith('__')) return true;
  const limit = fieldRulesOf(api).get(typeName)?.fields.get(fieldName)?.[caller.mode];
  if (limit === undefined) return false;
  return limit === true || limit.some((group) => caller.groups.includes(group));
}
