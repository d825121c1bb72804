import type { Clients } from './clients.ts';
import type { Clock } from './Clock.ts';
import type { DeadLetterQueue, Letter } from './Letter.ts';
import { receiveLetters } from './readLetters.ts';
import { BATCH, changeVisibility } from './visibility.ts';

/**
 * Reads a queue from its beginning to its end while somebody works on it. What it received stays hidden from everybody
 * else until it is deleted or released; after a kill for `HIDE_SECONDS` at most.
 */
export interface LetterReader {
  /** The next letters, `most` at most. None where the queue has no visible ones. */
  next(most: number): Promise<Letter[]>;
  /** Receives what is visible, as far as there is room, so that `onReceived` sees it. `next` returns it later. */
  sweep(): Promise<void>;
  /** Forgets letters that were deleted. */
  forget(letters: readonly Letter[]): void;
  /** Makes letters visible, to be received again. */
  putBack(letters: readonly Letter[]): Promise<void>;
  /** How many it hides. */
  hidden(): number;
  /** Makes everything visible again. */
  release(): Promise<void>;
}

export interface ReaderOptions {
  readonly clock: Clock;
  /** Sees each letter when it is received. Returns whether `next` is to return it; others stay hidden until the end. */
  readonly onReceived: (letter: Letter) => boolean;
}

/** Chosen: longer than a batch takes, and as long as a resumed run may have to wait for what a killed one held. */
export const HIDE_SECONDS = 60;

/** Receives that find nothing until a queue counts as empty: a short poll asks some servers only. */
const EMPTY_RECEIVES = 3;

/** Letters that are read ahead at most, and their text in UTF-16 units. Chosen. */
const MOST_READ_AHEAD = 20_000;
const MOST_TEXT = 128 * 1024 * 1024;

export function createLetterReader(
  clients: Clients,
  queue: DeadLetterQueue,
  { clock, onReceived }: ReaderOptions,
): LetterReader {
  const ahead = createReadAhead();
  const hidden = createHidden(clients, queue.url, clock);

  const receive = async (): Promise<number> => {
    const hiddenAt = clock.now();
    const letters = await receiveLetters(clients, queue, { most: BATCH, hideSeconds: HIDE_SECONDS });
    for (const letter of letters) {
      hidden.add(letter, hiddenAt);
      if (onReceived(letter)) ahead.add(letter);
    }
    return letters.length;
  };
  /** Receives until there are so many, or nothing is left. */
  const receiveUntil = async (isEnough: () => boolean) => {
    for (const id of await hidden.stayHidden()) ahead.remove(id);
    for (let empties = 0; !isEnough() && empties < EMPTY_RECEIVES;)
      empties = (await receive()) === 0 ? empties + 1 : 0;
  };

  return {
    async next(most) {
      await receiveUntil(() => ahead.size() >= most);
      return ahead.take(most);
    },
    sweep: () => receiveUntil(ahead.isFull),
    forget: hidden.remove,
    async putBack(letters) {
      hidden.remove(letters);
      await changeVisibility(
        clients,
        queue.url,
        letters.map(({ receiptHandle }) => receiptHandle),
        0,
      );
    },
    hidden: hidden.size,
    release: hidden.release,
  };
}

/** Letters that were received and not asked for yet, in the order of their arrival. */
function createReadAhead() {
  const letters = new Map<string, Letter>();
  let text = 0;
  const remove = (id: string) => {
    text -= letters.get(id)?.body.length ?? 0;
    letters.delete(id);
  };
  return {
    /** Takes the place of the same letter with an older handle. */
    add(letter: Letter) {
      remove(letter.id);
      letters.set(letter.id, letter);
      text += letter.body.length;
    },
    remove,
    take(most: number): Letter[] {
      const taken = [...letters.values()].slice(0, most);
      for (const { id } of taken) remove(id);
      return taken;
    },
    size: () => letters.size,
    isFull: () => letters.size >= MOST_READ_AHEAD || text > MOST_TEXT,
  };
}

/** What is hidden, with the handles and times of the latest receives. */
function createHidden(clients: Clients, url: string, clock: Clock) {
  const hidden = new Map<string, { readonly receiptHandle: string; hiddenAt: number }>();
  const handles = (entries: Iterable<{ readonly receiptHandle: string }>) =>
    [...entries].map(({ receiptHandle }) => receiptHandle);
  return {
    add: ({ id, receiptHandle }: Letter, hiddenAt: number) =>
      void hidden.set(id, { receiptHandle, hiddenAt }),
    remove: (letters: readonly Letter[]) => letters.forEach(({ id }) => hidden.delete(id)),
    size: () => hidden.size,
    /**
     * Hides for longer what was hidden half of its time ago. Returns the ids of what has become visible, and forgets
     * it: somebody else may have it, and if not, it is received again.
     */
    async stayHidden(): Promise<string[]> {
      const now = clock.now();
      const lost = [...hidden].filter(([, { hiddenAt }]) => now - hiddenAt >= HIDE_SECONDS * 1000);
      for (const [id] of lost) hidden.delete(id);
      const due = [...hidden.values()].filter(({ hiddenAt }) => now - hiddenAt > HIDE_SECONDS * 500);
      await changeVisibility(clients, url, handles(due), HIDE_SECONDS);
      for (const each of due) each.hiddenAt = now;
      return lost.map(([id]) => id);
    },
    async release() {
      const all = handles(hidden.values());
      hidden.clear();
      await changeVisibility(clients, url, all, 0);
    },
  };
}
