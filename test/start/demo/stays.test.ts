import { expect, test } from 'vitest';
import { usualNightlyCents } from '../../../model/apartments/states.ts';
import { appointmentPriceCents } from '../../../model/payments/rules.ts';
import { priceOf } from '../../../start/demo/stays.ts';

test('prices are the ones that the backend charges', () => {
  const dates = { startDate: '2027-03-10', endDate: '2027-03-13' };
  for (const apartmentType of ['SINGLE_ROOM', 'DOUBLE_ROOM', 'VILLA'] as const) {
    const stay = { id: 'b1', status: 'PAID', apartmentId: 'a1', ...dates };
    expect(priceOf(stay, [{ id: 'a1', number: '101', apartmentType }])).toBe(
      3 * usualNightlyCents[apartmentType],
    );
  }
  expect(priceOf({ id: 'b2', status: 'PAID' }, [])).toBe(appointmentPriceCents);
});
