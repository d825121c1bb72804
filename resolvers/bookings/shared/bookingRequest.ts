import type { Context } from '@aws-appsync/utils';
import { userKey } from '../../../model/accounts/keys.ts';
import { claimKey, requestKey } from '../../../model/bookings/keys.ts';
import type { Slot } from '../../../model/bookings/slots.ts';
import type { BookingTicket } from '../../../model/schema.ts';
import { isBefore } from '../../../model/instants.ts';
import { batchGetItems, batchRows, type BatchResult, type Key } from '../../platform/dynamodb.ts';
import { throwError } from '../../platform/errors.ts';
import { checkEnabled, type AccountStash, type UserRow } from '../../platform/users.ts';
import { nowInstant } from '../../platform/time.ts';

/** What a request asks for, whichever kind of booking. */
export interface WantedBooking {
  readonly userId: string;
  /** See `claimSubjectOf`. */
  readonly subject: string;
  /** See `claimContentOf`. */
  readonly content: string;
  readonly clientToken?: string;
  /** ISO 8601, when the booking is over. */
  readonly end: string;
  /** What the queue's message has beside ids, times and what it costs. */
  readonly details: Record<string, string>;
  /** What it costs, once that is read. */
  terms?: BookingTerms;
}

/** What a request was promised, which its claim keeps whatever the seller changes. */
export interface BookingTerms {
  /** Whole cents. */
  readonly priceCents?: number;
  /** The following of a service: see `BookingClaim`. */
  readonly serviceName?: string;
  readonly productVersion?: number;
  readonly capacity?: number;
}

/** A person's request in progress, as its row has it. */
export interface BookingClaim extends BookingTerms {
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
export interface NamedRequest extends BookingClaim {
  /** ISO 8601. */
  readonly keptUntil: string;
}

/** What the steps of both mutations that request a booking leave for each other. */
export interface RequestStash extends AccountStash {
  wanted: WantedBooking;
  /** How many rows the kind of booking needs beside the person's. */
  otherRows: number;
  /** The row of the same request, sent before. */
  repeated?: BookingClaim;
  claim: BookingClaim & Partial<NamedRequest>;
  /** ISO 8601, when this request tried to make a claim. */
  requestedOn?: string;
  /** Whether this request made the claim. */
  isClaimNew: boolean;
  /** The slot in which it has a seat, or may have one. */
  slot?: Slot;
  /** Why it got no seat: all are taken, or it is not known whether one was. */
  seatRefusal?: 'SlotTaken' | 'TryAgain';
  message: Record<string, unknown>;
  /** Whether SQS took the message. */
  enqueued: boolean;
}

/** A step of those mutations; `Result` is what its data source answers. */
export type RequestStep<Result = unknown, Args = unknown> = Context<
  Args,
  RequestStash,
  { result: BookingTicket },
  undefined,
  Result
>;

/** Reads the person, what else the kind of booking needs, and what the client's token may have named. */
export function readRequestRows(ctx: RequestStep, others: Key[]) {
  const { userId, subject, clientToken } = ctx.stash.wanted;
  const named: Key[] = clientToken ? [requestKey(userId, clientToken), claimKey(userId, subject)] : [];
  ctx.stash.otherRows = others.length;
  return batchGetItems(ctx, [userKey(userId), ...others, ...named]);
}

/**
 * Returns the other rows. Throws where the person has no account, or a disabled one. Leaves `repeated` in the stash
 * where the client sent the same request before.
 */
export function checkRequestRows<Other>(ctx: RequestStep<BatchResult<unknown[]>>): (Other | null)[] {
  const { wanted, otherRows } = ctx.stash;
  const rows = batchRows(ctx);
  // In the order of the keys that were read.
  checkEnabled(rows[0] as UserRow | null, wanted.userId);
  const first = 1 + otherRows;
  // In the order of the keys that were read.
  const [named, claim] = rows.slice(first) as [NamedRequest?, BookingClaim?];
  if (isRepeated(wanted, named)) ctx.stash.repeated = named;
  else if (isSameRequest(claim, wanted)) ctx.stash.repeated = claim;
  // In the order of the keys that were read.
  return rows.slice(1, first) as (Other | null)[];
}

/** Whether a row was made by this very request, sent before under the same client token. */
export const isSameRequest = (row: BookingClaim | null | undefined, wanted: WantedBooking) =>
  !!row &&
  !!wanted.clientToken &&
  row.clientToken === wanted.clientToken &&
  row.subject === wanted.subject &&
  row.content === wanted.content;

/**
 * Whether the client sent the request before, by the row that its token names. Throws where the token named another
 * request within the day.
 */
export function isRepeated(wanted: WantedBooking, row: NamedRequest | null | undefined): row is NamedRequest {
  if (!row || !isBefore(nowInstant(), row.keptUntil)) return false;
  if (!isSameRequest(row, wanted))
    throwError('InvalidArgument', 'clientToken named another request', {
      argument: 'clientToken',
      bookingId: row.bookingId,
    });
  return true;
}
