import { util, type Context } from '@aws-appsync/utils';

const MILLISECONDS_OF_HOUR = 3600000;

/** What a request asks for, whichever kind of booking; the first step leaves it in `ctx.stash.wanted`. */
export interface Wanted {
  readonly userId: string;
  /** See `subjectOf`. */
  readonly subject: string;
  /** See `contentOf`. */
  readonly content: string;
  readonly clientToken?: string;
  /** ISO 8601, when the booking is over. */
  readonly end: string;
  /** What the queue's message tells beside ids and times. */
  readonly details: Record<string, string>;
}

/** A person's request in progress, as its row has it. */
export interface Claim {
  readonly userId: string;
  readonly subject: string;
  readonly bookingId: string;
  readonly content: string;
  readonly clientToken?: string;
  /** ISO 8601: from then on another claim may replace it. */
  readonly heldUntil: string;
  /** Epoch seconds. */
  readonly ttl: number;
}

/** A request named by a client token, as its row has it. */
export interface NamedRequest extends Claim {
  /** ISO 8601. */
  readonly keptUntil: string;
}

export const wantedOf = (ctx: Pick<Context, 'stash'>) => ctx.stash.wanted as Wanted;

/** An instant so many hours from now, and not after `latest`; and a time to live that does not end before it. */
export function hold(hours: number, latest: string) {
  const until = util.time.nowEpochMilliSeconds() + hours * MILLISECONDS_OF_HOUR;
  const iso = util.time.epochMilliSecondsToISO8601(until);
  const instant = latest < iso ? latest : iso;
  const milliseconds = util.time.parseISO8601ToEpochMilliSeconds(instant);
  return { instant, ttl: util.time.epochMilliSecondsToSeconds(milliseconds) + 1 };
}

/** Whether a row was made by this very request, sent before under the same client token. */
export const isSameRequest = (row: Claim | null | undefined, wanted: Wanted) =>
  !!row &&
  !!wanted.clientToken &&
  row.clientToken === wanted.clientToken &&
  row.subject === wanted.subject &&
  row.content === wanted.content;
