import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { authorize, type Guard, guardActions, isJudged } from '../iam/authorization/guardActions.ts';
import type { Lambda } from './Lambda.ts';
import { lambdaPermissions } from './permissions.ts';

/** Lambda behind its permissions: callers need the right to invoke, by their role or by the function's own policy. */
export function guardLambda(world: World, lambda: Lambda, guard: Guard): Lambda {
  const permissions = lambdaPermissions(world, lambda);
  const pendingFor = (functionNameOrArn: string, call: Call) => {
    if (!isJudged(call.principal)) return undefined;
    // A function that is not there is refused as such. Chosen: AWS documents no order of the two checks.
    lambda.roleArnOf(functionNameOrArn);
    return authorize(guard, permissions, call, [permissions.invoke(functionNameOrArn)]);
  };

  return {
    ...lambda,
    actions: guardActions(lambda.actions, permissions, guard),
    async invoke(functionNameOrArn, payload, call) {
      await pendingFor(functionNameOrArn, call);
      return lambda.invoke(functionNameOrArn, payload, call);
    },
    invokeLater(functionNameOrArn, payload, call) {
      const invoke = () => lambda.invokeLater(functionNameOrArn, payload, call);
      return pendingFor(functionNameOrArn, call)?.then(invoke) ?? invoke();
    },
  };
}
