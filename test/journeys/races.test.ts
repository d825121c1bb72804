import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRandomness } from '../../local/platform/Randomness.ts';
import * as given from './given.ts';
import { expectLawful } from './lawful.ts';
import { pendingStays, raceEach, recordsLater } from './racing.ts';
import * as when from './when.ts';

const MINUTES = 60_000;
const HOLD = 48 * 60 * MINUTES;

let desk: given.Frontdesk;
beforeEach(async () => {
  desk = await given.frontdesk();
});
afterEach(async () => desk[Symbol.asyncDispose]());

test('a cancel racing a confirm, 100 times', async () => {
  const stays = await pendingStays(desk);
  await raceEach(
    desk,
    stays,
    ({ id }) => when.confirms(desk, desk.caretaker, id),
    ({ id, tenant }) => when.cancels(desk, tenant, id),
  );
  await expectLawful(desk, stays, ['APPROVED', 'CANCELLED']);
});

test('a pay racing a cancel, 100 times', async () => {
  const stays = await pendingStays(desk);
  await Promise.all(stays.map(({ id }) => when.confirms(desk, desk.caretaker, id)));
  await desk.cloud.settles();
  await raceEach(
    desk,
    stays,
    ({ id, tenant }) => when.pays(desk, tenant, id),
    ({ id, tenant }) => when.cancels(desk, tenant, id),
  );
  // Longer than all retries of charges and refunds.
  for (const _ of [1, 2, 3, 4]) await desk.cloud.advance(12 * MINUTES);
  await desk.cloud.settles();
  await expectLawful(desk, stays, ['PAID', 'CANCELLED', 'APPROVED']);
});

test('an expiry racing a confirm, 100 times', async () => {
  const stays = await pendingStays(desk);
  await desk.cloud.advance(HOLD - 1);
  const session = await given.signedInAgain(desk, desk.caretaker);
  const random = createRandomness(3);
  const leads = stays.map((stay, index) => ({
    stay,
    before: index % 2 === 0,
    records: Math.floor(random.float() * 400),
  }));

  const early = leads.filter(({ before }) => before).map(({ stay }) => when.confirms(desk, session, stay.id));
  const late = leads
    .filter(({ before }) => !before)
    .map(({ stay, records }) =>
      recordsLater(desk, records, desk.cloud.advance(1)).then(() => when.confirms(desk, session, stay.id)),
    );
  await Promise.all([...early, ...late]);
  await desk.cloud.settles();
  await desk.cloud.advance(15 * MINUTES);
  await desk.cloud.settles();
  const { APPROVED = 0, EXPIRED = 0 } = await expectLawful(desk, stays, ['APPROVED', 'EXPIRED']);
  expect(APPROVED + EXPIRED).toBe(stays.length);
});
