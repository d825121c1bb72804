import { AwsError } from '../../../../platform/AwsError.ts';
import type { Call } from '../../../../platform/Call.ts';
import type { Lambda } from '../../../lambda/Lambda.ts';
import type { DataSourceAnswer } from '../DataSourceCall.ts';

/** One invocation: its answer, or `Lambda:…` for what went wrong inside the function or before it. */
export async function invokeFunction(
  lambda: Lambda,
  functionArn: string,
  event: unknown,
  call: Call,
): Promise<DataSourceAnswer> {
  try {
    const { payload, functionError } = await lambda.invoke(functionArn, event, call);
    const answer = payload === '' ? null : JSON.parse(payload);
    if (!functionError) return { result: answer };
    return { result: null, error: { message: answer?.errorMessage ?? '', type: 'Lambda:Unhandled' } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { result: null, error: { message: error.message, type: `Lambda:${error.code}` } };
  }
}
