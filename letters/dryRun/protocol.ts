import type { JsonObject } from './JsonObject.ts';

/** A function as it is deployed, with its code in a folder. */
export interface RehearsedFunction {
  readonly name: string;
  readonly arn: string;
  /** `file.export` */
  readonly handler: string;
  /** Such as `nodejs24.x`. */
  readonly runtime: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  /** As it is deployed. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder that holds the code. */
  readonly taskRoot: string;
}

/** One invocation, at a moment that is not before that of the one before. */
export interface Delivery {
  readonly function: RehearsedFunction;
  /** The event as JSON text. */
  readonly payload: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What became of it. */
export interface Delivered {
  readonly outcome: 'succeeded' | 'failed' | 'timedOut';
  /** JSON text: the handler's answer, or `{errorType, errorMessage}`. */
  readonly payload: string;
  /** What it logged. */
  readonly lines: readonly string[];
  readonly calls: Calls;
  /** Epoch milliseconds, when it ended: time passes only while a handler waits for it. */
  readonly endedAt: number;
}

/** What a handler asked of others than its table. Nothing of it left the process. */
export interface Calls {
  readonly sent: readonly SentMessage[];
  /** The latest `VisibilityTimeout` that the message was given, in seconds. */
  readonly hiddenSeconds: number | undefined;
  /** What only the real service could answer, such as `POST /v1/payment_intents at Stripe`, each once. */
  readonly unanswered: readonly string[];
}

/** A message that a handler sent to a queue. */
export interface SentMessage {
  readonly queueUrl: string;
  readonly body: string;
  /** Message attributes of type `String` or `Number`, by name. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What the process reads of the real tables, and nothing else. */
export const reads = ['BatchGetItem', 'DescribeTable', 'Query', 'Scan'] as const;
export type Read = (typeof reads)[number];

export type ToProcess =
  | { readonly type: 'deliver'; readonly id: number; readonly delivery: Delivery }
  | { readonly type: 'read'; readonly id: number; readonly output: JsonObject }
  | { readonly type: 'unread'; readonly id: number; readonly message: string };

export type FromProcess =
  | { readonly type: 'ready' }
  | { readonly type: 'delivered'; readonly id: number; readonly delivered: Delivered }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'read'; readonly id: number; readonly action: Read; readonly input: JsonObject };
