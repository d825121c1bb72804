import type { SandboxInvocation, SandboxOptions } from './Sandbox.ts';

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
