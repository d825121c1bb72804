import type { Actions } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { Iam } from '../iam/createIam.ts';
import { createLogs } from '../logs/createLogs.ts';
import type { Logs } from '../logs/Logs.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import type { Lambda } from './Lambda.ts';
import {
  DeleteFunctionConcurrency,
  GetFunctionConcurrency,
  PutFunctionConcurrency,
} from './actions/concurrency.ts';
import { UpdateFunctionCode, UpdateFunctionConfiguration } from './actions/updates.ts';
import { GetFunction, GetFunctionConfiguration, ListFunctions } from './actions/functions.ts';
import {
  codeUpdate,
  configurationUpdate,
  functionsPage,
  invokeInput,
  namedFunction,
  reservation,
  withInput,
} from './actions/inputs.ts';
import { Invoke, type InvokeDependencies } from './actions/Invoke.ts';
import { createAsyncInvoker } from './createAsyncInvoker.ts';
import { type CodeLinks, createCodeLinks } from './createCodeLinks.ts';
import { createFunctions } from './createFunctions.ts';
import { createInvoker, type RunningSegments, segmentKey } from './createInvoker.ts';
import { createFunctionPolicies } from './createFunctionPolicies.ts';
import { createDestinationSender } from './destinations.ts';
import { guardLambda } from './guardLambda.ts';
import { manageFunctions } from './manageFunctions.ts';
import { payloadText } from './payloads.ts';
import type { Sandbox, SandboxOptions } from './sandbox/Sandbox.ts';
import { createWorkerSandbox } from './sandbox/createWorkerSandbox.ts';

export interface LambdaOptions {
  readonly iam: Iam;
  /** The `AWS_ENDPOINT_URL` of functions. It is called whenever a sandbox starts. */
  readonly awsEndpointUrl: () => string;
  /** Receives dead letters and outcomes of `Event` invocations. @default sending them fails, which the feed records */
  readonly sqs?: Sqs;
  /** Receives what functions log. @default nobody can read it */
  readonly logs?: Logs;
  /**
   * How many sandboxes one function may have at a time. Further invocations wait, while AWS runs up to 1,000
   * at a time.
   * @default 10
   */
  readonly sandboxesPerFunction?: number;
  /**
   * Milliseconds by the machine's clock after which a sandbox whose event loop does not turn no longer holds up time
   * that stands still. Loading code is one turn, which takes long on a busy machine.
   * @default 20000
   */
  readonly stuckAfterMs?: number;
  /** Starts the sandbox that a function runs in. @default a worker thread */
  readonly createSandbox?: (options: SandboxOptions) => Sandbox;
}

export function createLambda(world: World, options: LambdaOptions): Lambda {
  const {
    iam,
    awsEndpointUrl,
    sqs,
    logs = createLogs(world),
    sandboxesPerFunction = 10,
    stuckAfterMs = 20_000,
    createSandbox = createWorkerSandbox,
  } = options;
  const deployment = { iam, awsEndpointUrl, logs, sandboxesPerFunction, createSandbox };
  const functions = createFunctions(world);
  const codeLinks = createCodeLinks(world, awsEndpointUrl);
  const running: RunningSegments = new Map();
  const invoker = createInvoker(world, running, stuckAfterMs);
  const policies = createFunctionPolicies(world);
  // Outcomes are sent in the name of the function's role, which has to be allowed to.
  const deliver = createDestinationSender(sqs, (arn, payload, call) =>
    guarded.invokeLater(arn, payload, call),
  );
  const invokeLater = createAsyncInvoker(world, invoker, (deployed) => (arn, message, call) => {
    const { roleArn, functionName } = deployed.configuration;
    return deliver(arn, message, { ...call, principal: iam.sessionOf(roleArn, functionName) });
  });
  const newRequest = (payload: string) => ({ requestId: world.random.uuid(), payload });

  const lambda: Lambda = {
    actions: lambdaActions({ functions, codeLinks, invoker, invokeLater, newRequest }),
    codePaths: () =>
      functions.all().flatMap(({ configuration: { codePath } }) => (codePath === '' ? [] : [codePath])),
    downloadCode: codeLinks.download,
    ...manageFunctions(world, functions, policies, deployment),
    async invoke(functionNameOrArn, payload, call) {
      const deployed = functions.find(functionNameOrArn);
      const { log: _, ...result } = await invoker(deployed, newRequest(payloadText(payload)), call);
      return result;
    },
    async initialize(functionNameOrArn) {
      const { pool } = functions.find(functionNameOrArn);
      try {
        await pool.initialize();
      } catch {
        // Whoever invokes the function is told.
      }
    },
    invokeLater(functionNameOrArn, payload, call) {
      const request = newRequest(payloadText(payload, 'Event'));
      invokeLater(functions.find(functionNameOrArn), request, call);
      return request.requestId;
    },
    policyOf: policies.of,
    roleArnOf: (functionNameOrArn) => functions.find(functionNameOrArn).configuration.roleArn,
    segmentOf: (functionName, traceId) => running.get(segmentKey(functionName, traceId))?.at(-1),
    kill: (functionNameOrArn) => functions.find(functionNameOrArn).pool.killRunning(),
    async close() {
      await Promise.all(functions.all().map(({ pool }) => pool.close()));
    },
  };
  const guarded = guardLambda(world, lambda, { authorizer: iam.authorizer, feed: world.feed });
  return guarded;
}

/** Every action, by the name callers use. */
const lambdaActions = (dependencies: InvokeDependencies & { readonly codeLinks: CodeLinks }): Actions => ({
  DeleteFunctionConcurrency: withInput(namedFunction, DeleteFunctionConcurrency(dependencies)),
  GetFunction: withInput(namedFunction, GetFunction(dependencies)),
  GetFunctionConcurrency: withInput(namedFunction, GetFunctionConcurrency(dependencies)),
  GetFunctionConfiguration: withInput(namedFunction, GetFunctionConfiguration(dependencies)),
  Invoke: withInput(invokeInput, Invoke(dependencies)),
  ListFunctions: withInput(functionsPage, ListFunctions(dependencies)),
  PutFunctionConcurrency: withInput(reservation, PutFunctionConcurrency(dependencies)),
  UpdateFunctionCode: withInput(codeUpdate, UpdateFunctionCode(dependencies)),
  UpdateFunctionConfiguration: withInput(configurationUpdate, UpdateFunctionConfiguration(dependencies)),
});
