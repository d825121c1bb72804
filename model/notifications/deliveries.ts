import type { Channel } from './kinds.ts';

/**
 * POSTPONED waits for the end of quiet hours. SENDING is claimed: it may have been sent. UNSENT was refused, so it was certainly
 * not sent. SENT was taken by the service that sends it.
 */
export const deliveryStates = ['POSTPONED', 'SENDING', 'UNSENT', 'SENT'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

interface Stored {
  readonly state: DeliveryState;
  /** ISO 8601. */
  readonly waitsUntil: string;
}

/**
 * What is to be done about a message that may have been worked on before. `send` for the first time or once it was certainly not
 * sent; `sendAgain` where nobody knows whether it was; `leave` where it was sent, or must not be sent twice; `wait` for somebody
 * who is about to send it.
 */
export type NextStep = 'send' | 'sendAgain' | 'leave' | 'wait';

/** A text costs money and wakes people, so it goes once or not at all; an e-mail that comes twice is better than none. */
export const nextStepOf = (stored: Stored | undefined, channel: Channel, now: string): NextStep => {
  if (!stored || stored.state === 'POSTPONED' || stored.state === 'UNSENT') return 'send';
  if (stored.state === 'SENT' || channel === 'TEXT') return 'leave';
  return now < stored.waitsUntil ? 'wait' : 'sendAgain';
};

/** How many messages somebody gets on a day, counted where `whose` says. */
export interface Cap {
  readonly whose: string;
  readonly channel: string;
  readonly most: number;
}

/** Chosen: of all that happens to one person on a day, more is a fault or an attack. The inbox gets everything. */
export const MAX_EMAILS = 20;
export const MAX_TEXTS = 5;
/** Codes that a person may ask for on a day. */
export const MAX_CODES = 3;
/** Texts to one number on a day, whoever asks for them. */
export const MAX_TEXTS_TO_NUMBER = 5;

/** What is counted of an e-mail. */
export const emailCaps = (userId: string): Cap[] => [{ whose: userId, channel: 'EMAIL', most: MAX_EMAILS }];

/** What is counted of a text, or of a code: also for its number and for all of the stage, because texts are worth money to thieves. */
export const textCaps = (
  userId: string,
  kind: 'TEXT' | 'CODE',
  hashOfNumber: string,
  textsPerDay: number,
): Cap[] => [
  { whose: userId, channel: kind, most: kind === 'CODE' ? MAX_CODES : MAX_TEXTS },
  { whose: `NUMBER#${hashOfNumber}`, channel: 'TEXT', most: MAX_TEXTS_TO_NUMBER },
  { whose: 'STAGE#ALL', channel: 'TEXT', most: textsPerDay },
];
