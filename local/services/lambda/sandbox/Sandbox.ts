import type { SharedTime } from '../../../platform/Clock.ts';

/**
 * One execution environment of a function: it loads the code once and runs one invocation at a
 * time. What it is made of is its own affair; a thread today, anything that keeps this promise
 * tomorrow.
 */
export interface Sandbox {
  /** False once it ended; it is then of no further use. */
  readonly alive: boolean;
  /** True once it came up and can hear. */
  readonly ready: boolean;
  /** Runs one invocation. Rejects with `SandboxExit` when the sandbox ends before it answered. */
  run(invocation: SandboxInvocation, events: SandboxEvents): Promise<SandboxAnswer>;
  /** Time reached the moment it rested for. */
  wake(): void;
  /** Asks whether its event loop still turns; `heard` tells. */
  ping(): void;
  /** Ends it at once, whatever it is doing. */
  kill(): Promise<void>;
}

export interface SandboxOptions {
  readonly time: SharedTime;
  /** All chance inside comes from this. */
  readonly seed: number;
  /** Folder that holds the code, like `/var/task`. */
  readonly taskRoot: string;
  /** `file.export` */
  readonly handler: string;
  /** Such as `nodejs24.x`. */
  readonly runtime: string;
  readonly memoryMb: number;
  /** The whole of `process.env`. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface SandboxInvocation {
  readonly requestId: string;
  /** The event as JSON text. */
  readonly payload: string;
  /** `_X_AMZN_TRACE_ID` */
  readonly traceHeader: string;
  readonly invokedFunctionArn: string;
  readonly timeoutMs: number;
}

export interface SandboxEvents {
  /** The code is loaded and the handler begins. */
  started(): void;
  log(line: string): void;
  /** Nothing is left to do before the cloud's time reaches `until`, in epoch milliseconds. */
  idleUntil(until: number): void;
  /** It gave any sign of life. */
  responsive(): void;
}

export interface SandboxAnswer {
  /** JSON text: the handler's answer, or `{errorType, errorMessage, trace}`. */
  readonly payload: string;
  readonly failed: boolean;
}

/** Why a sandbox ended before it answered, as Lambda words it. */
export interface SandboxExit {
  readonly errorType: string;
  /** Such as `exit status 3`; undefined where it gave no reason. */
  readonly reason: string | undefined;
}

/** What the thread is started with. */
export type SandboxData = Omit<SandboxOptions, 'environment'>;

export type ToSandbox =
  ({ readonly type: 'invoke' } & SandboxInvocation) | { readonly type: 'wake' } | { readonly type: 'ping' };

export type FromSandbox =
  /** The thread runs; the function's code comes next. */
  | { readonly type: 'ready' }
  | { readonly type: 'started' }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'resting'; readonly until: number }
  | { readonly type: 'pong' }
  | { readonly type: 'answer'; readonly payload: string; readonly failed: boolean; readonly ends: boolean };
