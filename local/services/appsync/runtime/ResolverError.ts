/** The error of `util.error` and similar functions: an entry of `errors`, still without its path. */
export class ResolverError extends Error {
  readonly errorType: string | null;
  readonly data: unknown;
  readonly errorInfo: unknown;

  constructor(
    message: string,
    errorType: string | null = null,
    data: unknown = null,
    errorInfo: unknown = null,
  ) {
    super(message);
    this.errorType = errorType;
    this.data = data;
    this.errorInfo = errorInfo;
  }
}
