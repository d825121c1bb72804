/** What a subscription delivers. */
export interface StatusUpdate {
  /** Of the booking or order; a SKU's name. */
  readonly id: string;
  /** A SKU's is its level, such as `4 on hand`. */
  readonly status: string;
  /** Why, or of what, where the subscription itself says so. */
  readonly says: string | null;
}

/** What the subscriptions have told so far. */
export interface Live {
  /** Takes in what was delivered. */
  heard(update: StatusUpdate): void;
  /** Statuses in the order of their delivery. */
  statusesOf(id: string): readonly string[];
  /** Resolves once a subscription has told one of these statuses; rejects if none does in time. */
  told(id: string, ...wanted: readonly string[]): Promise<void>;
}

/** By the machine's clock: longer than any status takes, on a busy machine too. */
const PATIENCE_MS = 30_000;

export function createLive(): Live {
  const statuses = new Map<string, string[]>();
  const waiting = new Set<() => void>();
  const statusesOf = (id: string) => statuses.get(id) ?? [];
  return {
    statusesOf,
    heard({ id, status }) {
      statuses.set(id, [...statusesOf(id), status]);
      for (const look of waiting) look();
    },
    told: (id, ...wanted) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          clearTimeout(alarm);
          waiting.delete(look);
          settle();
        };
        const look = () => {
          if (statusesOf(id).some((status) => wanted.includes(status))) end(resolve);
        };
        const late = () => reject(new Error(complaint(id, wanted, statusesOf(id))));
        const alarm = setTimeout(() => end(late), PATIENCE_MS);
        waiting.add(look);
        look();
      }),
  };
}

const complaint = (id: string, wanted: readonly string[], told: readonly string[]) =>
  `No subscription told in ${PATIENCE_MS / 1000} s that ${id} is ${wanted.join(' or ')}. ` +
  `Told so far: ${told.join(', ') || 'nothing'}`;
