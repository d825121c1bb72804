import type { World } from '../../../platform/World.ts';
import { isAllowed, isJudged } from '../../iam/authorization/guardActions.ts';
import type { Iam } from '../../iam/createIam.ts';
import type { ExecutionHooks } from '../Execution.ts';
import type { Caller } from '../GraphqlRequest.ts';
import { isAuthorized } from './isAuthorized.ts';

/**
 * Fields are allowed by the schema's directives and, for a role, by its policies: `appsync:GraphQL` on the fields of `Query`,
 * `Mutation` and `Subscription`. Chosen: fields below those need none, as the policies in AppSync's own examples name none.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-iam-authorization
 */
export function createFieldGuard(
  { feed }: World,
  { authorizer }: Pick<Iam, 'authorizer'>,
): Required<Pick<ExecutionHooks, 'isAuthorized' | 'authorizeRoot'>> {
  const denied = new WeakMap<Caller, Set<string>>();
  return {
    authorizeRoot(api, { caller, traceId }, typeName, fieldNames) {
      const { principal } = caller;
      if (!principal || !isJudged(principal)) return undefined;
      const refused = new Set<string>();
      denied.set(caller, refused);
      const judge = async (name: string) => {
        const request = {
          action: 'appsync:GraphQL',
          resource: `${api.arn}/types/${typeName}/fields/${name}`,
        };
        if (!(await isAllowed({ authorizer, feed }, { traceId, principal }, request)))
          refused.add(`${typeName}.${name}`);
      };
      return Promise.all(fieldNames.map(judge)).then(() => undefined);
    },
    isAuthorized: (api, caller, typeName, fieldName) =>
      !denied.get(caller)?.has(`${typeName}.${fieldName}`) && isAuthorized(api, caller, typeName, fieldName),
  };
}
