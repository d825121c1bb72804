/**
 * The path of one request as a tree, in plain JSON: what the cloud's feed said of it. Every text in it is printable, and at most
 * `LONGEST_TEXT` characters long. docs/decisions/034-terminal.md
 */
export interface Trace extends TraceSummary {
  /** What began the trace first: a request, or whatever came of none. */
  readonly nodes: readonly TraceNode[];
  /** Records beyond what is kept of one trace. */
  readonly omitted: number;
}

export interface TraceSummary {
  /** The X-Ray root, `1-<8 hex>-<24 hex>`. */
  readonly id: string;
  /** Such as `mutation createThing`; what came first where it began with no request, such as `lambda Sweep`. */
  readonly operation: string;
  /** Who called; null where nobody did. */
  readonly caller: string | null;
  /** The worst of all its nodes, so that a request whose message died later is an `error`. */
  readonly outcome: TraceLevel;
  /** Of the worst node, where it has one. */
  readonly reason: string | null;
  /** When it began, in epoch milliseconds of the cloud's clock. */
  readonly time: number;
  /** To the latest that is known of it. A message that waits may still add to it. */
  readonly durationMs: number;
}

/** `warning`: a refusal, a retry, a conflict, a line of log that says so. `error`: a failure, a death, a denial. */
export type TraceLevel = 'ok' | 'warning' | 'error';

/** Something that happened, and what came of it. */
export interface TraceNode {
  readonly kind: TraceKind;
  /** What it happened to or in, by the name of its construct: a field, a step, a queue, a function, a rule. */
  readonly name: string;
  /** What happened, in a few words; empty where the name says all. */
  readonly text: string;
  readonly level: TraceLevel;
  /** Why, for a warning or an error. */
  readonly reason: string | null;
  /** Milliseconds after the trace began. */
  readonly atMs: number;
  /** Null for what takes no time. */
  readonly durationMs: number | null;
  /** In the order in which they began. */
  readonly children: readonly TraceNode[];
}

/** The kinds of the feed's records, by which a reader chooses signs and colours. */
export type TraceKind =
  | 'request'
  | 'step'
  | 'message'
  | 'invocation'
  | 'log'
  | 'write'
  | 'read'
  | 'conflict'
  | 'event'
  | 'delivery'
  | 'notification'
  | 'email'
  | 'failure'
  | 'denial'
  | 'alarm'
  | 'update';
