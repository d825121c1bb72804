import type { DataSourceAnswer } from '../../dataSources/DataSourceCall.ts';
import { ResolverError } from '../../runtime/ResolverError.ts';
import type { FieldContext } from './createContext.ts';

/**
 * A resolver without code hands its whole context to its Lambda function and takes the answer as it is:
 * https://docs.aws.amazon.com/appsync/latest/devguide/direct-lambda-reference.html
 */
export async function directInvocation(
  { args, identity, source, request, stash, info }: FieldContext,
  ask: (request: unknown) => Promise<DataSourceAnswer>,
  maxBatchSize: number,
): Promise<unknown> {
  // Spreading leaves the two out, as it does on AWS.
  const { selectionSetList, selectionSetGraphQL } = info;
  const payload = {
    arguments: args,
    identity,
    source,
    request,
    prev: null,
    info: { ...info, selectionSetList, selectionSetGraphQL },
    stash,
  };
  const { result, error } = await ask({ operation: maxBatchSize > 0 ? 'BatchInvoke' : 'Invoke', payload });
  if (error) throw new ResolverError(error.message, error.type, result);
  return result;
}
