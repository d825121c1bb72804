import { createHash } from 'node:crypto';
import { createStripe } from '../../../start/stripe/createStripe.ts';
import { type Fault, serveStripe } from '../../../start/stripe/serveStripe.ts';
import type { Intent } from '../../../start/stripe/stripeObjects.ts';
import type { StripeAnswer, StripeRequest } from '../../../start/stripe/StripeRequest.ts';
import { testCards } from '../../../start/stripe/testCards.ts';
import { testCall } from '../../support/serveActions.ts';
import type { Backend } from '../startBackend.ts';

/** What goes wrong at the gateway, by chance. */
export interface Chances {
  /** Of 100 calls of the gateway. @default 0 */
  readonly failure?: number;
  readonly timeout?: number;
  readonly seed?: number | string;
}

export interface Exchange {
  readonly request: StripeRequest;
  readonly answer: StripeAnswer;
}

export const FIRST_KEY = 'sk_test_first';

/** A double of Stripe with faults, and its key where the workers look for it. */
export const startStripe = async (backend: Backend, first: Chances) => {
  const { seed = 1 } = first;
  let { failure = 0, timeout = 0 } = first;
  let calls = 0;
  const keys = [FIRST_KEY];
  const exchanges: Exchange[] = [];
  /** From 0 to 100, for the next decision of this kind. */
  const draw = (kind: string) => {
    const digest = createHash('sha256').update(`${seed} ${kind} ${++calls}`).digest();
    return (digest.readUInt32BE(0) / 2 ** 32) * 100;
  };

  /** Errors of Stripe's own, of which nobody knows whether it did what it was asked. */
  const drawFault = (): Fault | undefined => {
    if (draw('timeout') >= timeout) return undefined;
    return draw('fault') < 50 ? 'error' : 'errorAfter';
  };

  /** Comes before what chance decides. */
  const faults: ((request: StripeRequest) => Fault | undefined)[] = [];
  const stripe = createStripe({
    now: () => backend.world.clock.now(),
    keys: () => keys,
    declineOf: (card) =>
      draw('failure') < failure ? testCards['pm_card_chargeDeclinedProcessingError'] : testCards[card],
  });
  const served = await serveStripe(stripe, {
    faultOf: (request) => faults.at(-1)?.(request) ?? drawFault(),
    onExchange: (request, answer) => exchanges.push({ request, answer }),
  });
  const { ARN } = await backend.secretActions['CreateSecret']!(
    { Name: 'stripe', SecretString: FIRST_KEY },
    testCall,
  );

  return {
    stripe,
    exchanges,
    faults,
    /** Rolls the key: the old one is refused from now on. */
    rollKey: async (SecretString: string) => {
      keys.splice(0, keys.length, SecretString);
      await backend.secretActions['PutSecretValue']!({ SecretId: ARN, SecretString }, testCall);
    },
    keys,
    environment: {
      STRIPE_SECRET_ARN: ARN as string,
      STRIPE_API_URL: served.url,
      STRIPE_TEST_PAYMENT_METHOD: 'pm_card_visa',
    },

    async setFaults(next: Chances) {
      ({ failure = 0, timeout = 0 } = next);
    },

    book: async () => bookOf([...stripe.account.intents.values()]),

    held: async () =>
      [...stripe.account.intents.values()].reduce((sum, { amount_capturable }) => sum + amount_capturable, 0),

    close: () => served.close(),
  };
};

/** What Stripe's own book says was taken and given back, in cents. */
const bookOf = (intents: readonly Intent[]) => {
  const sum = (cents: readonly number[]) => cents.reduce((total, one) => total + one, 0);
  return {
    captured: sum(intents.map(({ amount_received }) => amount_received)),
    refunded: sum(intents.map(({ latest_charge }) => latest_charge?.amount_refunded ?? 0)),
  };
};
