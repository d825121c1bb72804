import type { z } from 'zod';
import type { Functions } from '../createFunctions.ts';
import type { namedFunction, reservation } from './inputs.ts';

interface FunctionsOnly {
  readonly functions: Functions;
}

type NamedFunction = z.output<typeof namedFunction>;

/**
 * Sets how many invocations of a function may run at a time. None stops it: every invocation is throttled.
 * https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html
 */
export const PutFunctionConcurrency =
  ({ functions }: FunctionsOnly) =>
  async ({ FunctionName, ReservedConcurrentExecutions }: z.output<typeof reservation>) => {
    const deployed = functions.find(FunctionName);
    deployed.reservedConcurrency = ReservedConcurrentExecutions;
    deployed.pool.reserve(ReservedConcurrentExecutions);
    return { ReservedConcurrentExecutions };
  };

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export const GetFunctionConcurrency =
  ({ functions }: FunctionsOnly) =>
  async ({ FunctionName }: NamedFunction) => {
    const { reservedConcurrency } = functions.find(FunctionName);
    return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
  };

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export const DeleteFunctionConcurrency =
  ({ functions }: FunctionsOnly) =>
  async ({ FunctionName }: NamedFunction) => {
    const deployed = functions.find(FunctionName);
    deployed.reservedConcurrency = undefined;
    deployed.pool.reserve(undefined);
    return undefined;
  };
