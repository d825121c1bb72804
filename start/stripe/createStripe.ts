import type Stripe from 'stripe';
import { collapsed, operations, type StripeAccount } from './operations.ts';
import type { Intent } from './stripeObjects.ts';
import { invalidRequest, StripeRefusal } from './StripeRefusal.ts';
import {
  type Parameters,
  parseForm,
  type StripeAnswer,
  type StripeRequest,
  valuesOf,
} from './StripeRequest.ts';
import { testCards } from './testCards.ts';

export interface StripeOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The secret keys that are valid. Called at each request: keys are rolled. */
  readonly keys: () => readonly string[];
  /** Why a charge is declined. @default what Stripe documents of the test card */
  readonly declineOf?: StripeAccount['declineOf'];
}

/**
 * A double of Stripe that moves no money: it speaks the part of Stripe's API that payments here need, for as long as
 * the process lives. Everything about it is documented by Stripe; what it takes and answers is checked against the types
 * that Stripe generates from its published OpenAPI description.
 */
export interface StripeDouble {
  /** With `fails`, Stripe answers with an error of its own once the request is being executed, and does nothing. */
  handle(request: StripeRequest, fails?: boolean): Promise<StripeAnswer>;
  readonly account: StripeAccount;
}

/** Idempotency keys are kept at least so long, and no longer here: https://docs.stripe.com/api/idempotent_requests */
const KEY_LIFETIME_MS = 24 * 3600_000;

interface SavedAnswer {
  readonly fingerprint: string;
  readonly savedAt: number;
  answer?: StripeAnswer;
}

export function createStripe({
  now,
  keys,
  declineOf = (card) => testCards[card],
}: StripeOptions): StripeDouble {
  const saved = new Map<string, SavedAnswer>();
  let made = 0;
  const account: StripeAccount = {
    intents: new Map(),
    refunds: [],
    declineOf,
    now: () => Math.floor(now() / 1000),
    newId: (prefix) => `${prefix}_double${String(++made).padStart(10, '0')}`,
  };

  const dropOldKeys = () => {
    for (const [key, { savedAt }] of saved) {
      if (now() - savedAt < KEY_LIFETIME_MS) return;
      saved.delete(key);
    }
  };

  /** Executes a request once for each key, and answers again what was answered. */
  const onlyOnce = (key: string, fingerprint: string, execute: () => StripeAnswer): StripeAnswer => {
    dropOldKeys();
    const known = saved.get(key);
    if (known && known.fingerprint !== fingerprint) throw keyOfAnother(key);
    if (known?.answer) return { ...known.answer, headers: { 'idempotent-replayed': 'true' } };
    const answer = answerOf(execute);
    if (answer.isSaved) saved.set(key, { fingerprint, savedAt: now(), answer: answer.answer });
    return answer.answer;
  };

  const answer = ({ method, path, headers, body }: StripeRequest, fails: boolean): StripeAnswer => {
    checkKey(headers['authorization'], keys());
    const [route = '', query = ''] = path.split('?');
    const given = parseForm(method === 'GET' ? query : body);
    const execute = () => {
      if (fails) throw new StripeRefusal(500, { type: 'api_error', message: 'An unknown error occurred' });
      return execution(account, method, route, given);
    };
    const key = headers['idempotency-key'];
    return key === undefined || method !== 'POST' ? execute() : onlyOnce(key, `${route}?${body}`, execute);
  };

  return { account, handle: async (request, fails = false) => answerOf(() => answer(request, fails)).answer };
}

/** What it comes to, errors included. */
function answerOf(execute: () => StripeAnswer): { readonly answer: StripeAnswer; readonly isSaved: boolean } {
  try {
    return { answer: execute(), isSaved: true };
  } catch (error) {
    if (error instanceof StripeRefusal) return { answer: error.answer, isSaved: error.isSaved };
    throw error;
  }
}

function checkKey(authorization = '', keys: readonly string[]): void {
  const key = authorization.replace(/^Bearer /, '');
  if (keys.includes(key)) return;
  throw new StripeRefusal(
    401,
    { type: 'invalid_request_error', message: `Invalid API Key provided: ${key.slice(0, 8)}****` },
    false,
  );
}

/** The type is documented, the words are chosen: https://docs.stripe.com/error-low-level#idempotency */
const keyOfAnother = (key: string) =>
  new StripeRefusal(
    400,
    {
      type: 'idempotency_error',
      message: `The idempotency key ${key} was used for another request before.`,
    },
    false,
  );

function execution(account: StripeAccount, method: string, route: string, given: Parameters): StripeAnswer {
  const id = /^\/v1\/payment_intents\/(\w+)/.exec(route)?.[1] ?? '';
  const pattern = `${method} ${id ? route.replace(id, '{intent}') : route}`;
  const operation = Object.hasOwn(operations, pattern) ? operations[pattern] : undefined;
  if (!operation)
    throw invalidRequest(`Unrecognized request URL (${method}: ${route}).`, {}, { status: 404 });
  const unknown = Object.keys(given).find(
    (name) => name !== 'expand' && !operation.parameters.includes(name),
  );
  if (unknown !== undefined)
    throw invalidRequest(`Received unknown parameter: ${unknown}`, {
      code: 'parameter_unknown',
      param: unknown,
    });
  const object = operation.run(account, given, id);
  // A copy: what was answered does not change when the payment does.
  return { status: 200, headers: {}, body: structuredClone(shown(object, valuesOf(given['expand']))) };
}

/** Objects inside objects are sent by their ids, unless they are asked for: https://docs.stripe.com/api/expanding_objects */
const shown = (object: object, expand: readonly unknown[]): object =>
  isIntent(object) && !expand.includes('latest_charge') ? collapsed(object) : object;

const isIntent = (object: object): object is Intent =>
  'object' in object && object.object === ('payment_intent' satisfies Stripe.PaymentIntent['object']);
