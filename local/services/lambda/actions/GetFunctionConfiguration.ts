import { describeFunction } from './describeFunction.ts';
import type { LambdaCore } from './lambdaActions.ts';

export interface GetFunctionInput {
  readonly FunctionName: string;
  readonly Qualifier?: string;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const GetFunctionConfiguration =
  ({ functions }: LambdaCore) =>
  async ({ FunctionName, Qualifier }: GetFunctionInput) =>
    describeFunction(functions.find(FunctionName, Qualifier));
