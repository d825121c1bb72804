import type { CloudDescription } from '../../local/CloudDescription.ts';
import type { Session } from '../../start/connect.ts';
import { createCaller } from './createCaller.ts';

export interface Accepted {
  /** When the ticket came, in milliseconds of `performance.now()`, by booking id. */
  readonly at: ReadonlyMap<string, number>;
  /** Milliseconds from a request to its ticket. */
  readonly answerMs: readonly number[];
}

const BOOK =
  'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id status } }';

/** Two nights next year, counted from the machine's own today. */
const stay = () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return { startDate: day(60), endDate: day(62) };
};

/**
 * Every tenant books every apartment once, one request after another, all tenants at the same time,
 * each beginning at another apartment. Throws on the first refusal: every one of them can be accepted.
 */
export async function bookAll(
  { graphqlUrl }: CloudDescription,
  tenants: readonly Session[],
  apartments: readonly string[],
): Promise<Accepted> {
  const at = new Map<string, number>();
  const answerMs: number[] = [];
  const dates = stay();
  const bookEvery = async ({ idToken }: Session, first: number) => {
    const caller = createCaller(graphqlUrl, idToken);
    for (let step = 0; step < apartments.length; step++) {
      const apartmentId = apartments[(first + step) % apartments.length]!;
      const sent = performance.now();
      const { data, errors } = await caller.call(BOOK, { input: { apartmentId, ...dates } });
      if (errors) throw new Error(`Refused: ${JSON.stringify(errors)}`);
      const now = performance.now();
      at.set(data!['createApartmentBooking'].id, now);
      answerMs.push(now - sent);
    }
    caller.close();
  };
  await Promise.all(
    tenants.map((tenant, index) =>
      bookEvery(tenant, Math.floor((index * apartments.length) / tenants.length)),
    ),
  );
  return { at, answerMs };
}
