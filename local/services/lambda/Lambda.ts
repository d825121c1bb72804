import type { Actions, Call } from '../../platform/Call.ts';

/** AWS Lambda: https://docs.aws.amazon.com/lambda/latest/api/ */
export interface Lambda {
  /** By action name: `Invoke`, `GetFunction`, `ListFunctions`, … The REST adapter names them. */
  readonly actions: Actions;
  createFunction(configuration: FunctionConfiguration): void;
  /**
   * Runs a function with `payload` and waits for its answer (`RequestResponse`). A function that
   * throws, times out or is killed answers with `functionError`; a refusal by Lambda itself
   * (`ResourceNotFoundException`, `TooManyRequestsException`) throws `AwsError`.
   */
  invoke(functionNameOrArn: string, payload: unknown, call: Call): Promise<InvocationResult>;
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
  readonly runtime: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** ARN of the role whose credentials the function is given. */
  readonly roleArn: string;
  /** Sandboxes at a time; undefined for no limit of its own. */
  readonly reservedConcurrency?: number;
}

export interface InvocationResult {
  readonly requestId: string;
  /** The answer as JSON text; for a failure `{"errorType","errorMessage","trace"}`. */
  readonly payload: string;
  readonly functionError?: 'Unhandled' | 'Handled';
}
