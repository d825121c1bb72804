import type { Action, Actions } from '../../../platform/Call.ts';
import type { AsyncInvoker } from '../createAsyncInvoker.ts';
import type { Functions } from '../createFunctions.ts';
import type { InvocationRequest, Invoker } from '../createInvoker.ts';
import { GetFunction } from './GetFunction.ts';
import { GetFunctionConfiguration } from './GetFunctionConfiguration.ts';
import { Invoke } from './Invoke.ts';
import { ListFunctions } from './ListFunctions.ts';

/** What the actions work with. */
export interface LambdaCore {
  readonly functions: Functions;
  readonly invoker: Invoker;
  readonly invokeLater: AsyncInvoker;
  newRequest(payload: string): InvocationRequest;
}

export const lambdaActions = (core: LambdaCore): Actions =>
  Object.fromEntries(
    Object.entries({ GetFunction, GetFunctionConfiguration, Invoke, ListFunctions }).map(([name, action]) => [
      name,
      action(core) as Action,
    ]),
  );
