/** HTTP requests and responses as plain objects, without a socket. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, such as `/graphql?x=1`. */
  readonly path: string;
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Address of the caller. */
  readonly sourceIp: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes if the response is not text, such as a font. */
  readonly body: string | Uint8Array;
}
