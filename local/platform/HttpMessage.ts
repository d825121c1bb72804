/** HTTP requests and responses as plain objects, without a socket. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, such as `/graphql?x=1`. */
  readonly path: string;
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body as it came, which need not be text. @default the text in UTF-8 */
  readonly bytes?: Uint8Array;
  /** Address of the caller. */
  readonly sourceIp: string;
  /** Who sent it, as far as its headers tell. @default 'program' */
  readonly sender?: Sender;
}

/**
 * Who sends requests. Browsers name the page that asks, and no page can change what they say:
 * https://developer.mozilla.org/en-US/docs/Glossary/Forbidden_request_header. Any other sender is a program.
 */
export type Sender = 'program' | 'ownPage' | 'allowedPage' | 'foreignPage';

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes if the response is not text, such as a font. */
  readonly body: string | Uint8Array;
}
