/**
 * Messages repeat what a caller sent, which may be megabytes, and go to logs, the feed and answers. The length is chosen:
 * the longest message of AWS's own, with a pattern or a list of values in it, has a quarter of it.
 */
const LONGEST_MESSAGE = 4096;

/**
 * A refusal in the words of an AWS service. Adapters convert it to the protocol's own shape. Callers see no other
 * errors of the cloud.
 */
export class AwsError extends Error {
  /** The exception's name, such as `ResourceNotFoundException`. */
  readonly code: string;
  /** HTTP status: 4xx for the caller's errors, 5xx for the service's. */
  readonly status: number;
  /** Members of the exception's shape beyond the message, such as `CancellationReasons`. */
  readonly fields: Record<string, unknown>;
  /** Headers of the answer beside the protocol's own, such as `x-amzn-query-error`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    { status = 400, fields = {}, headers = {} }: AwsErrorOptions = {},
  ) {
    super(message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}...` : message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.fields = fields;
    this.headers = headers;
  }
}

export interface AwsErrorOptions {
  /** @default 400 */
  readonly status?: number;
  /** @default none */
  readonly fields?: Record<string, unknown>;
  /** @default none */
  readonly headers?: Readonly<Record<string, string>>;
}
