import {
  MAX_CONNECTION_START_CHARACTERS,
  MAX_DOCUMENT_CHARACTERS,
  MAX_TOTAL_START_CHARACTERS,
} from './protocol.ts';

/** What live and starting subscriptions hold, bounded for each connection and for all together. */
export interface StartBudget {
  /** Reserves room for the operation of a `start` frame. Returns undefined where there is none. */
  reserve(connectionId: string, characters: number): StartLease | undefined;
}

export interface StartLease {
  /** Holds a parsed document, which subscriptions may share. Returns whether there was room for it. */
  holdDocument(document: object): boolean;
  /** Frees the room. To be called once. */
  release(): void;
}

export function createStartBudget(): StartBudget {
  const byConnection = new Map<string, number>();
  const documents = new Map<object, HeldDocument>();
  let total = 0;
  let inDocuments = 0;

  const add = (connectionId: string, characters: number) => {
    total += characters;
    const ofConnection = (byConnection.get(connectionId) ?? 0) + characters;
    if (ofConnection === 0) byConnection.delete(connectionId);
    else byConnection.set(connectionId, ofConnection);
  };

  const leaseOf = (connectionId: string, characters: number): StartLease => {
    let held: object | undefined;
    return {
      holdDocument(document) {
        const known = documents.get(document);
        if (!known && inDocuments + characters > MAX_DOCUMENT_CHARACTERS) return false;
        if (!known) inDocuments += characters;
        documents.set(document, { characters, ...known, holders: (known?.holders ?? 0) + 1 });
        held = document;
        return true;
      },
      release() {
        add(connectionId, -characters);
        const document = held && documents.get(held);
        if (!held || !document) return;
        if (document.holders > 1)
          return void documents.set(held, { ...document, holders: document.holders - 1 });
        documents.delete(held);
        inDocuments -= document.characters;
      },
    };
  };

  return {
    reserve(connectionId, characters) {
      const ofConnection = (byConnection.get(connectionId) ?? 0) + characters;
      if (ofConnection > MAX_CONNECTION_START_CHARACTERS || total + characters > MAX_TOTAL_START_CHARACTERS)
        return undefined;
      add(connectionId, characters);
      return leaseOf(connectionId, characters);
    },
  };
}

/** A document is counted once, however many subscriptions hold it. */
interface HeldDocument {
  readonly characters: number;
  readonly holders: number;
}
