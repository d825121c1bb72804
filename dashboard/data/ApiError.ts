interface GraphqlFault {
  readonly message?: string;
  readonly errorType?: string | null;
  readonly errorInfo?: Readonly<Record<string, unknown>> | null;
}

/** What the API refused, or that it could not be reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** From the catalogue of the API's errors; `Unreachable` where there was no answer. */
  readonly errorType: string;
  readonly errorInfo: Readonly<Record<string, unknown>>;

  constructor({ message, errorType, errorInfo }: GraphqlFault) {
    super(message ?? 'No answer');
    this.errorType = errorType ?? 'Unreachable';
    this.errorInfo = errorInfo ?? {};
  }

  static from(thrown: unknown): ApiError {
    if (thrown instanceof ApiError) return thrown;
    // aws-amplify throws its result, whose errors are those of GraphQL, or one that it made up where there was no answer.
    const { errors, message } = thrown as {
      readonly errors?: readonly GraphqlFault[];
      readonly message?: string;
    };
    return new ApiError(errors?.[0] ?? { message: message ?? String(thrown) });
  }
}
