import type { Chance } from './Chance.ts';
import type { Knowledge } from './target/knowledge.ts';

/** Where an input goes in. `tls` is GraphQL over TLS, `aws` the endpoint that AWS SDKs use. */
export type Port = 'graphql' | 'tls' | 'aws';

/** A whole HTTP request over a connection that is kept. */
export interface RequestAttack {
  readonly kind: 'request';
  readonly port: Exclude<Port, 'tls'>;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Bytes on a socket of its own. */
export interface BytesAttack {
  readonly kind: 'bytes';
  readonly port: Port;
  readonly chunks: readonly (string | Buffer)[];
  /** Leaves the socket open without a further byte, as a client does that is gone, until the attacker needs it. */
  readonly leaveOpen?: boolean;
}

/** A WebSocket session. */
export interface SocketAttack {
  readonly kind: 'socket';
  readonly protocols: readonly string[];
  /** Text is sent as text frames, a buffer as a binary frame. */
  readonly frames: readonly (string | Buffer)[];
  /** Reads nothing that the server sends, while the socket is open. */
  readonly readsNothing?: boolean;
}

/** One generated input. It is data, so that it can be printed, and sent again. */
export type Attack = (RequestAttack | BytesAttack | SocketAttack) & {
  /** The caller is nobody that may be let in: an answer with data is a fault. */
  readonly mustBeRefused?: boolean;
};

/** One kind of hostile input. */
export interface Shape {
  readonly name: string;
  /** How many of a run's inputs are of this shape, in proportion to the other shapes' weights. */
  readonly weight: number;
  generate(chance: Chance, known: Knowledge): Attack;
}

/** What came back. */
export interface Answer {
  /** Undefined if no HTTP response came, which may be right: see `ended`. */
  readonly status: number | undefined;
  /** The response, with its headers where they came over a socket of the attack's own; at most `MAX_TEXT` characters. */
  readonly text: string;
  /** How it ended where there was no whole response. */
  readonly ended?: 'closed' | 'left open' | 'no answer';
}

/** A longer answer is judged by its beginning. */
export const MAX_TEXT = 4 * 1024 * 1024;
