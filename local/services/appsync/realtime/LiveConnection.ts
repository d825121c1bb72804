import type { RealtimeConnection } from './RealtimeConnection.ts';

/** A connection as the server holds it: it can end it too. */
export interface LiveConnection extends RealtimeConnection {
  close(code: number, reason: string): void;
}
