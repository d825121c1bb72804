interface GraphqlFault {
  readonly message?: string;
  readonly errorType?: string | null;
  readonly errorInfo?: Readonly<Record<string, unknown>> | null;
  /** Where aws-amplify made it up, because there was no answer of the API's. */
  readonly originalError?: unknown;
}

/** What the API refused, or that it could not be reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /**
   * From the catalogue of the API's errors. `Malformed` where GraphQL itself refused what was written, and `Unreachable` where
   * there was no answer.
   */
  readonly errorType: string;
  readonly errorInfo: Readonly<Record<string, unknown>>;

  constructor({ message, errorType, errorInfo, originalError }: GraphqlFault) {
    super(message ?? 'No answer');
    this.errorType = errorType ?? (originalError === undefined ? 'Malformed' : 'Unreachable');
    this.errorInfo = errorInfo ?? {};
  }

  static from(thrown: unknown): ApiError {
    if (thrown instanceof ApiError) return thrown;
    // aws-amplify throws its result, whose errors are those of GraphQL, or one that it made up where there was no answer.
    const { errors, message } = thrown as {
      readonly errors?: readonly GraphqlFault[];
      readonly message?: string;
    };
    return new ApiError(errors?.[0] ?? { message: message ?? String(thrown), originalError: thrown });
  }
}
