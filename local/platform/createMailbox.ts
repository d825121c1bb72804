import type { World } from './World.ts';

/** A message to a person that AWS would have sent. Nothing leaves this machine. */
export interface CapturedEmail {
  /** ISO 8601. */
  readonly sentAt: string;
  /** An e-mail address; a telephone number for a text message. */
  readonly to: string;
  /** The topic of SNS that it comes from. */
  readonly topicArn?: string;
  /** The user pool that it comes from. */
  readonly userPoolId?: string;
  readonly subject: string;
  readonly body: string;
}

/** Keeps e-mails and text messages instead of sending them. */
export interface Mailbox {
  /** `traceId` is null for what belongs to no request. */
  send(email: Omit<CapturedEmail, 'sentAt'>, traceId: string | null): void;
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
