import type { World } from '../../../platform/World.ts';

/** An e-mail that SNS would have sent. Nothing leaves this machine. */
export interface CapturedEmail {
  /** ISO 8601. */
  readonly sentAt: string;
  readonly to: string;
  readonly topicArn: string;
  readonly subject: string;
  readonly body: string;
}

/** Keeps e-mails instead of sending them. */
export interface Mailbox {
  send(email: Omit<CapturedEmail, 'sentAt'>, traceId: string): void;
  /** The latest last. */
  emails(): readonly CapturedEmail[];
}

/** Chosen: a topic may send one a second for ever. */
const MOST_EMAILS = 100;

export function createMailbox({ clock, feed }: World): Mailbox {
  const kept: CapturedEmail[] = [];
  return {
    send(email, traceId) {
      kept.push({ sentAt: new Date(clock.now()).toISOString(), ...email });
      if (kept.length > MOST_EMAILS) kept.shift();
      feed.publish({ kind: 'email', traceId, to: email.to, subject: email.subject });
    },
    emails: () => [...kept],
  };
}
