import { util, type Context, type LambdaRequest } from '@aws-appsync/utils';
import type { QueryRequestPathArgs, RequestPath } from '../../model/schema.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { checkOperator } from './shared/operators.ts';

type Step = Context<QueryRequestPathArgs, object, undefined, undefined, RequestPath | null>;

/** Asks the function that reads figures: it alone may ask X-Ray. */
export function request(ctx: Step): LambdaRequest {
  checkOperator(ctx);
  const { traceId } = ctx.args;
  // https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids
  if (!util.matches('^1-[0-9a-f]{8}-[0-9a-f]{24}$', traceId))
    throwError('InvalidArgument', 'traceId must be the whole id of a trace, such as 1-5b2f…', {
      argument: 'traceId',
    });
  return { operation: 'Invoke', payload: { traceId } };
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result;
}
