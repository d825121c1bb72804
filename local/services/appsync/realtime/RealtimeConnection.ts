/** One client's socket as the protocol sees it: text in, text out. */
export interface RealtimeConnection {
  /** The subprotocol to select, `graphql-ws`. */
  readonly subprotocol: string;
  /** A text frame arrived. */
  receive(text: string): Promise<void>;
  /** The socket is gone. */
  closed(): void;
}

/** The socket's other direction. */
export interface RealtimePeer {
  send(text: string): void;
  close(code: number, reason: string): void;
}
