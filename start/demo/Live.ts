/** What a subscription delivers. */
export interface StatusUpdate {
  readonly id: string;
  readonly apartmentId: string | null;
  readonly status: string;
  readonly reason: string | null;
}

/** What the subscriptions have told so far. */
export interface Live {
  /** Takes in what was delivered. */
  heard(update: StatusUpdate): void;
  /** A booking's statuses in the order of their delivery. */
  statusesOf(bookingId: string): readonly string[];
  /** Resolves once a subscription has told of this status; rejects if none does in time. */
  told(bookingId: string, status: string): Promise<void>;
}

/** By the machine's clock: longer than any status takes. */
const PATIENCE_MS = 15_000;

export function createLive(): Live {
  const statuses = new Map<string, string[]>();
  const waiting = new Set<() => void>();
  const statusesOf = (bookingId: string) => statuses.get(bookingId) ?? [];
  return {
    statusesOf,
    heard({ id, status }) {
      statuses.set(id, [...statusesOf(id), status]);
      for (const look of waiting) look();
    },
    told: (bookingId, status) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          clearTimeout(alarm);
          waiting.delete(look);
          settle();
        };
        const look = () => {
          if (statusesOf(bookingId).includes(status)) end(resolve);
        };
        const late = () => reject(new Error(`No subscription told that booking ${bookingId} is ${status}`));
        const alarm = setTimeout(() => end(late), PATIENCE_MS);
        waiting.add(look);
        look();
      }),
  };
}
