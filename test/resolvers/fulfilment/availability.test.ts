import { expect, test } from 'vitest';
import { caretaker, startApi, tenant } from '../startApi.ts';
import { availabilityRow } from './rows.ts';

const AVAILABILITY = '{ availability { userId available listId } }';

test('somebody of the staff reads what they said of themselves, and which list they have', async () => {
  const api = await startApi();
  expect(await api.run(caretaker, AVAILABILITY)).toBeNull();
  await api.run(caretaker, 'mutation { setAvailability(available: true) { available } }');
  expect(await api.run(caretaker, AVAILABILITY)).toEqual({
    ...{ userId: 'caretaker-1', available: true, listId: null },
  });
  await api.put(availabilityRow('caretaker-1', 'order-1'));
  expect(await api.run(caretaker, AVAILABILITY)).toMatchObject({ listId: 'order-1' });
  expect(await api.refusal(tenant, AVAILABILITY)).toMatchObject({ errorType: 'Unauthorized' });
});
