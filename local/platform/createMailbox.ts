import type { CapturedMessage } from './CapturedMessage.ts';
import type { World } from './World.ts';

/** Keeps e-mails and text messages instead of sending them. */
export interface Mailbox {
  /** `traceId` is null for what belongs to no request. */
  send(message: Omit<CapturedMessage, 'id' | 'sentAt' | 'traceId'>, traceId: string | null): void;
  /** The latest last. */
  messages(): readonly CapturedMessage[];
  /** Forgets all messages. */
  empty(): void;
}

/** Chosen: a topic may send one a second for ever. */
const MOST_MESSAGES = 500;
/** Chosen: the bodies of all of them; of a single one a request may hold as much. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

export function createMailbox({ clock, feed }: World): Mailbox {
  let kept: CapturedMessage[] = [];
  let characters = 0;
  let count = 0;
  const forgetOldest = () => {
    const oldest = kept.shift();
    if (oldest) characters -= sizeOf(oldest);
  };
  return {
    send(given, traceId) {
      const message = { id: String(++count), sentAt: new Date(clock.now()).toISOString(), traceId, ...given };
      kept.push(message);
      characters += sizeOf(message);
      while (kept.length > MOST_MESSAGES || (characters > MOST_CHARACTERS && kept.length > 1)) forgetOldest();
      const { medium, to, subject } = message;
      feed.publish({ kind: 'email', traceId, medium, to, subject });
    },
    messages: () => [...kept],
    empty() {
      kept = [];
      characters = 0;
    },
  };
}

/** Everything that a sender may make long. */
const sizeOf = ({ body, subject, to, html = '', headers = [], attachments = [] }: CapturedMessage) =>
  body.length +
  subject.length +
  to.length +
  html.length +
  headers.reduce((sum, { name, value }) => sum + name.length + value.length, 0) +
  attachments.reduce((sum, { name, type }) => sum + name.length + type.length, 0);
