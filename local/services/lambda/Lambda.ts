import type { Actions, Call } from '../../platform/Call.ts';
import type { FunctionPermission } from './createFunctionPolicies.ts';

/** AWS Lambda: https://docs.aws.amazon.com/lambda/latest/api/ */
export interface Lambda {
  /** By name: `Invoke`, `GetFunction`, `ListFunctions`, … The REST adapter finds the name by method and path. */
  readonly actions: Actions;
  createFunction(configuration: FunctionConfiguration): void;
  /** Gives the function of that name another configuration. Invocations under way end with what they began with. */
  updateFunction(configuration: FunctionConfiguration): Promise<void>;
  /** Invocations under way still end. */
  deleteFunction(functionName: string): Promise<void>;
  /** Folders and files that functions read their code from when they are next invoked. */
  codePaths(): string[];
  /** A function's code as a ZIP archive, by the path of an address that `GetFunction` gave; undefined where there is none. */
  downloadCode(path: string): Promise<Uint8Array> | undefined;
  /**
   * Runs a function with `payload` and waits for its answer (`RequestResponse`). Where the function
   * throws, times out or is killed, the result has a `functionError`. Where Lambda itself refuses
   * (`ResourceNotFoundException`, `TooManyRequestsException`), this throws an `AwsError`.
   */
  invoke(functionNameOrArn: string, payload: unknown, call: Call): Promise<InvocationResult>;
  /**
   * Loads a function ahead of its first invocation, which then is no cold start, as Lambda may do:
   * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html. Of code that cannot be loaded that invocation tells.
   */
  initialize(functionNameOrArn: string): Promise<void>;
  /** Runs a function later, with the retries of its `AsyncConfiguration` (`Event`). Returns the request id. */
  invokeLater(functionNameOrArn: string, payload: unknown, call: Call): string | Promise<string>;
  /** Lets somebody do something with a function, a version or an alias. */
  addPermission(functionNameOrArn: string, permission: FunctionPermission): void;
  removePermission(functionNameOrArn: string, statementId: string): void;
  /** The resource policy of a function, a version or an alias, as JSON text; undefined where there is none. */
  policyOf(functionArn: string): string | undefined;
  /** The function's execution role. */
  roleArnOf(functionNameOrArn: string): string;
  configureAsync(functionName: string, configuration: AsyncConfiguration): void;
  /** Adds the next version and returns its number. */
  publishVersion(functionName: string): string;
  /** Adds a version or an alias: `function:qualifier` names the deployed code from now on. */
  addQualifier(functionName: string, qualifier: string): void;
  removeQualifier(functionName: string, qualifier: string): void;
  /** Names the invocation of a function that works in a trace, as the feed does; undefined where none does. */
  segmentOf(functionName: string, traceId: string): string | undefined;
  /** Ends the function's running sandboxes in the middle of their work, as a failing host would. Returns how many. */
  kill(functionNameOrArn: string): Promise<number>;
  /** Ends every sandbox. */
  close(): Promise<void>;
}

export interface FunctionConfiguration {
  readonly functionName: string;
  readonly functionArn: string;
  /** `file.export` inside `codePath`. */
  readonly handler: string;
  /** Folder (or zip file) of the deployed bundle. */
  readonly codePath: string;
  /** Source of a single-file function, instead of `codePath`. */
  readonly inlineCode?: string;
  /** ZIP archive of the code, instead of both, once it was updated. */
  readonly archive?: Uint8Array;
  readonly runtime: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** ARN of the role whose credentials the function is given. */
  readonly roleArn: string;
  /** Where its log goes. @default /aws/lambda/<its name> */
  readonly logGroupName?: string;
  /** How many sandboxes may run at a time; undefined for no limit. */
  readonly reservedConcurrency?: number;
  /** ARN of the queue that gets events whose retries are used up. */
  readonly deadLetterArn?: string;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export interface AsyncConfiguration {
  /** 0 to 2. @default 2 */
  readonly maximumRetryAttempts?: number;
  /** 60 to 21,600. @default 21600 */
  readonly maximumEventAgeSeconds?: number;
  /** ARN of a queue or function. */
  readonly onSuccessArn?: string;
  /** ARN of a queue or function. */
  readonly onFailureArn?: string;
}

export interface InvocationResult {
  readonly requestId: string;
  /** The answer as JSON text; for a failure `{"errorType","errorMessage","trace"}`. */
  readonly payload: string;
  readonly functionError?: 'Unhandled' | 'Handled';
}
