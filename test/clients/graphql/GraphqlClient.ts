import type { CloudDescription } from '../../../local/CloudDescription.ts';

/** A GraphQL client that others wrote, set up as their pages say. */
export interface GraphqlClient {
  readonly name: string;
  /** Whose installed versions the page names. */
  readonly packages: readonly string[];
  /** The file whose lines between `// setup` and `// end` the page shows. */
  readonly file: string;
  /** What a reader has to know: one sentence each. */
  readonly notes: readonly string[];
  /** Signs in by itself, and never sends a token that has expired. @default false */
  readonly renewsItself?: boolean;
  connect(access: Access): Connection | Promise<Connection>;
}

/** One user of a cloud. */
export interface Access {
  readonly outputs: CloudDescription;
  readonly username: string;
  readonly password: string;
  /** Returns the user's id token, and a new one once it has expired. */
  readonly idToken: () => Promise<string>;
}

/** The client, signed in. */
export interface Connection {
  /** Returns the data of a query or mutation; rejects with the client's own error. */
  run(document: string, variables?: Record<string, unknown>): Promise<Record<string, any>>;
  /** Absent where the client has no subscriptions. Returns what ends it. */
  readonly subscribe?: (
    document: string,
    next: (data: unknown) => void,
    failed: (error: unknown) => void,
  ) => () => void;
  /** The path to AppSync's `errorType` in what `run` rejects with, as code, and what is there. */
  readonly errorType: { readonly path: string; read(error: any): unknown };
  /** The path to what is said of an expired token, as code, and the text there. Absent where none is ever sent. */
  readonly expired?: { readonly path: string; read(error: any): string };
  /** Lets go of sockets and sessions. */
  close?(): Promise<void> | void;
}
