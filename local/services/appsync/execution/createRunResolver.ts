import type { World } from '../../../platform/World.ts';
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
  type StepExecution,
} from './createContext.ts';
import { createStepRecorder } from './createStepRecorder.ts';

/** Runs a field's resolver to its value. Throws `ResolverError` for the field's error. */
export type RunResolver = (resolver: Resolver, execution: FieldExecution) => Promise<unknown>;

type UnitResolver = Extract<Resolver, { kind: 'UNIT' }>;
type PipelineResolver = Extract<Resolver, { kind: 'PIPELINE' }>;

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-overview-js.html */
export function createRunResolver(
  world: World,
  runtime: Runtime,
  callDataSource: CallDataSource,
): RunResolver {
  const record = createStepRecorder(world);
  const call = createCaller(callDataSource);

  const createHandlers = (step: StepExecution, context: FieldContext, code: Code, source: string) => {
    const invocation = createInvocation(step, source);
    return (handler: HandlerName, prev: unknown, answer?: DataSourceAnswer): HandlerResult =>
      runtime.run(code, handler, handlerContext(context, prev, answer), invocation);
  };

  const runUnit = async (resolver: UnitResolver, step: StepExecution) => {
    const context = createContext(step);
    if (!resolver.code)
      return invokeDirectly(context, (request) => call(step, resolver, request), resolver.maxBatchSize);
    const run = createHandlers(step, context, resolver.code, step.field.coordinates);
    const request = run('request', undefined);
    if (request.skipTo) return request.value;
    return run('response', undefined, await call(step, resolver, request.value)).value;
  };

  const runFunction = async (
    caller: PipelineFunction,
    prev: unknown,
    step: StepExecution,
    context: FieldContext,
  ): Promise<Outcome> => {
    const run = createHandlers(step, context, caller.code, caller.name);
    const request = run('request', prev);
    if (request.skipTo) return { prev: request.value, end: request.skipTo === 'END' };
    const response = run('response', prev, await call(step, caller, request.value));
    return { prev: response.value, end: response.skipTo === 'END' };
  };

  const runPipeline = async (resolver: PipelineResolver, execution: FieldExecution) => {
    const context = createContext(execution);
    const whole = { ...execution, segmentId: execution.run.segmentId };
    const run = resolver.code && createHandlers(whole, context, resolver.code, execution.field.coordinates);
    const before = run?.('request', undefined);
    let outcome: Outcome = { prev: before?.value, end: before?.skipTo !== undefined };
    for (const functionId of resolver.functionIds) {
      if (outcome.end) break;
      const caller = execution.run.api.functions.get(functionId);
      invariant(caller, `the function ${functionId} exists`);
      const { prev } = outcome;
      outcome = await record(execution, caller.name, caller.dataSourceName, (step) =>
        runFunction(caller, prev, step, context),
      );
    }
    return run ? run('response', outcome.prev, { result: outcome.prev ?? null }).value : outcome.prev;
  };

  return (resolver, execution) =>
    resolver.kind === 'PIPELINE'
      ? runPipeline(resolver, execution)
      : record(execution, execution.field.coordinates, resolver.dataSourceName, (step) =>
          runUnit(resolver, step),
        );
}

/** Calls the data source of a resolver or function. */
const createCaller =
  (callDataSource: CallDataSource) =>
  ({ run, field, segmentId }: StepExecution, caller: UnitResolver | PipelineFunction, request: unknown) => {
    const { api } = run;
    if (run.largeInput !== undefined) spendCharacters(run, sizeOf(request, MOST_COUNTED));
    const source = api.dataSources.get(caller.dataSourceName);
    invariant(source, `the data source ${caller.dataSourceName} exists`);
    return callDataSource({
      source,
      request,
      run,
      segmentId,
      batchKey: caller,
      resolverId: `${api.apiId}/${'functionId' in caller ? caller.functionId : field.coordinates}`,
      maxBatchSize: caller.maxBatchSize ?? 0,
    });
  };

/** The last value of a pipeline, and whether the rest of it is skipped. */
interface Outcome {
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
