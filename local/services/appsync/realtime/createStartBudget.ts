import {
  MAX_CONNECTION_START_CHARACTERS,
  MAX_DOCUMENT_CHARACTERS,
  MAX_TOTAL_START_CHARACTERS,
} from './protocol.ts';

/** What live and starting subscriptions hold, bounded for each connection and for all together. */
export interface StartBudget {
  /**
   * Reserves room for a `start` of a connection, before its document is parsed. Returns the function that frees it, to
   * be called once, or undefined where there is no room.
   */
  reserve(connectionId: string, start: StartSize): (() => void) | undefined;
}

export interface StartSize {
  /** Characters of the operation with its variables. */
  readonly characters: number;
  /** Text of the document. Those with the same text share what was parsed. */
  readonly query: string;
}

export function createStartBudget(): StartBudget {
  const byConnection = new Map<string, number>();
  const holders = new Map<string, number>();
  let total = 0;
  let inDocuments = 0;

  const hasRoom = (connectionId: string, { characters, query }: StartSize) =>
    (byConnection.get(connectionId) ?? 0) + characters <= MAX_CONNECTION_START_CHARACTERS &&
    total + characters <= MAX_TOTAL_START_CHARACTERS &&
    (holders.has(query) || inDocuments + query.length <= MAX_DOCUMENT_CHARACTERS);

  const add = (connectionId: string, characters: number) => {
    total += characters;
    addTo(byConnection, connectionId, characters);
  };

  return {
    reserve(connectionId, size) {
      if (!hasRoom(connectionId, size)) return undefined;
      const { characters, query } = size;
      if (!holders.has(query)) inDocuments += query.length;
      addTo(holders, query, 1);
      add(connectionId, characters);
      return () => {
        add(connectionId, -characters);
        addTo(holders, query, -1);
        if (!holders.has(query)) inDocuments -= query.length;
      };
    },
  };
}

function addTo(counts: Map<string, number>, key: string, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
