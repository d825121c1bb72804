import { invariant } from '../../../platform/errors.ts';
import type { Code, PipelineFunction, Resolver } from '../Api.ts';
import type { CallDataSource, DataSourceAnswer } from '../dataSources/DataSourceCall.ts';
import { ResolverError } from '../runtime/ResolverError.ts';
import type { HandlerName, HandlerResult, Runtime } from '../runtime/createRuntime.ts';
import { MOST_COUNTED, sizeOf } from './createBudget.ts';
import {
  createContext,
  createInvocation,
  type FieldContext,
  type FieldExecution,
  handlerContext,
  spendCharacters,
} from './createContext.ts';

/** Runs a field's resolver to its value. Throws `ResolverError` for the field's error. */
export type RunResolver = (resolver: Resolver, execution: FieldExecution) => Promise<unknown>;

type UnitResolver = Extract<Resolver, { kind: 'UNIT' }>;
type PipelineResolver = Extract<Resolver, { kind: 'PIPELINE' }>;

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-overview-js.html */
export function createRunResolver(runtime: Runtime, callDataSource: CallDataSource): RunResolver {
  const call = (execution: FieldExecution, caller: UnitResolver | PipelineFunction, request: unknown) => {
    const { api } = execution.run;
    if (execution.run.largeInput !== undefined) spendCharacters(execution.run, sizeOf(request, MOST_COUNTED));
    const source = api.dataSources.get(caller.dataSourceName);
    invariant(source, `the data source ${caller.dataSourceName} exists`);
    return callDataSource({
      source,
      request,
      run: execution.run,
      batchKey: caller,
      resolverId: `${api.apiId}/${'functionId' in caller ? caller.functionId : execution.field.coordinates}`,
      maxBatchSize: caller.maxBatchSize ?? 0,
    });
  };

  const createHandlers = (execution: FieldExecution, context: FieldContext, code: Code, source: string) => {
    const invocation = createInvocation(execution, source);
    return (handler: HandlerName, prev: unknown, answer?: DataSourceAnswer): HandlerResult =>
      runtime.run(code, handler, handlerContext(context, prev, answer), invocation);
  };

  const runUnit = async (resolver: UnitResolver, execution: FieldExecution) => {
    const context = createContext(execution);
    if (!resolver.code)
      return invokeDirectly(context, (request) => call(execution, resolver, request), resolver.maxBatchSize);
    const run = createHandlers(execution, context, resolver.code, execution.field.coordinates);
    const request = run('request', undefined);
    if (request.skipTo) return request.value;
    return run('response', undefined, await call(execution, resolver, request.value)).value;
  };

  const runFunction = async (
    step: PipelineFunction,
    prev: unknown,
    execution: FieldExecution,
    context: FieldContext,
  ): Promise<Step> => {
    const run = createHandlers(execution, context, step.code, step.name);
    const request = run('request', prev);
    if (request.skipTo) return { prev: request.value, end: request.skipTo === 'END' };
    const response = run('response', prev, await call(execution, step, request.value));
    return { prev: response.value, end: response.skipTo === 'END' };
  };

  const runPipeline = async (resolver: PipelineResolver, execution: FieldExecution) => {
    const context = createContext(execution);
    const run =
      resolver.code && createHandlers(execution, context, resolver.code, execution.field.coordinates);
    const before = run?.('request', undefined);
    let step: Step = { prev: before?.value, end: before?.skipTo !== undefined };
    for (const functionId of resolver.functionIds) {
      if (step.end) break;
      const pipelineFunction = execution.run.api.functions.get(functionId);
      invariant(pipelineFunction, `the function ${functionId} exists`);
      step = await runFunction(pipelineFunction, step.prev, execution, context);
    }
    return run ? run('response', step.prev, { result: step.prev ?? null }).value : step.prev;
  };

  return (resolver, execution) =>
    resolver.kind === 'UNIT' ? runUnit(resolver, execution) : runPipeline(resolver, execution);
}

/** The last value of a pipeline, and whether the rest of it is skipped. */
interface Step {
  readonly prev: unknown;
  readonly end: boolean;
}

/**
 * A resolver without code sends its whole context to its Lambda function and returns what that returns:
 * https://docs.aws.amazon.com/appsync/latest/devguide/direct-lambda-reference.html
 */
async function invokeDirectly(
  { args, identity, source, request, stash, info }: FieldContext,
  callSource: (request: unknown) => Promise<DataSourceAnswer>,
  maxBatchSize: number,
): Promise<unknown> {
  // Their getters cannot be enumerated, so spreading `info` omits them.
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
  const { result, error } = await callSource({
    operation: maxBatchSize > 0 ? 'BatchInvoke' : 'Invoke',
    payload,
  });
  if (error) throw new ResolverError(error.message, error.type, result);
  return result;
}
