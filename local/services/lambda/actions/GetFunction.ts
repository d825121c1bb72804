import { describeFunction } from './describeFunction.ts';
import type { GetFunctionInput } from './GetFunctionConfiguration.ts';
import type { LambdaCore } from './lambdaActions.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export const GetFunction =
  ({ functions }: LambdaCore) =>
  async ({ FunctionName, Qualifier }: GetFunctionInput) => {
    const deployed = functions.find(FunctionName, Qualifier);
    const { reservedConcurrency } = deployed.configuration;
    return {
      Configuration: describeFunction(deployed),
      ...(reservedConcurrency !== undefined && {
        Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
      }),
    };
  };
