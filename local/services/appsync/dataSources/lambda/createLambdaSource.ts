import { z } from 'zod';
import type { Lambda } from '../../../lambda/Lambda.ts';
import { ResolverError } from '../../runtime/ResolverError.ts';
import type { CallAs, CallDataSource, DataSourceAnswer } from '../DataSourceCall.ts';
import { parseRequest, requireRequest } from '../parseRequest.ts';
import { invokeTogether } from './invokeTogether.ts';
import { invokeFunction } from './invokeFunction.ts';

const Request = z.strictObject({
  version: z.string().optional(),
  operation: z.enum(['Invoke', 'BatchInvoke']),
  invocationType: z.enum(['RequestResponse', 'Event']).nullish(),
  payload: z.unknown(),
});

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html */
export function createLambdaSource(lambda: Lambda, callAs: CallAs): CallDataSource<'AWS_LAMBDA'> {
  return async (call) => {
    const { source, run } = call;
    const { operation, invocationType, payload = null } = parseRequest(Request, requireRequest(call.request));
    const as = callAs(source.roleArn, run);
    const invoke = (event: unknown) =>
      run.deadline.keep(invokeFunction(lambda, source.functionArn, event, as)).catch(timedOut);

    if (invocationType === 'Event') {
      await lambda.actions.Invoke!(
        { FunctionName: source.functionArn, InvocationType: 'Event', Payload: JSON.stringify(payload) },
        as,
      );
      return { result: null };
    }
    return operation === 'BatchInvoke' ? invokeTogether(call, payload, invoke) : invoke(payload);
  };
}

/** A function that outlasts the request is an error its resolver can still see. */
function timedOut(error: unknown): DataSourceAnswer {
  if (!(error instanceof ResolverError)) throw error;
  return { result: null, error: { message: error.message, type: 'Lambda:ExecutionTimeoutException' } };
}
