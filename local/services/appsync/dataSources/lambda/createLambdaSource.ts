import { z } from 'zod';
import type { Lambda } from '../../../lambda/Lambda.ts';
import type { CallAs, CallDataSource } from '../DataSourceCall.ts';
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
      run.deadline.keep(invokeFunction(lambda, source.functionArn, event, as));

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
