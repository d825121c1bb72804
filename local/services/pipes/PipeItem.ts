/** One record on its way through a pipe. */
export interface PipeItem {
  /** What a function's `batchItemFailures` call it: `eventID` or `messageId`. */
  readonly id: string;
  /** The record as the source hands it over. */
  readonly record: object;
  /** The record as templates and paths see it: text that holds JSON is parsed. */
  readonly event: Readonly<Record<string, unknown>>;
  /** The X-Ray root of the request that led to it. */
  readonly traceId: string;
}

/** What became of a batch: the items the target did not take, each with its reason. */
export type Failures = ReadonlyMap<PipeItem, PipeFault>;

export interface PipeFault {
  readonly code: string;
  readonly message: string;
}
