import type { Desk } from '../Desk.ts';
import { book, confirm } from '../bookingRequests.ts';
import { idOf } from '../idOf.ts';

export async function sameNights(desk: Desk): Promise<void> {
  const { screen, people, flat, nights, sendAtOnce, live } = desk;
  await screen.scene(
    'Three people, the same nights',
    'All may ask, one may stay. Admin and caretaker each confirm another of the three at the same instant: the nights ' +
      'are a condition of the transaction, so one wins, and a worker tells the others why not.',
  );
  const tenants = [people.tenant1, people.tenant2, people.tenant3];
  const answers = await sendAtOnce(
    tenants.map((tenant, day) => book(tenant, flat('301'), nights(5 + day, 3))),
  );
  const ids = answers.map(idOf);
  await Promise.all(ids.map((id) => live.told(id, 'PENDING')));
  await screen.beat();

  const confirmed = await sendAtOnce([confirm(people.admin, ids[1]!), confirm(people.caretaker, ids[2]!)]);
  const winner = idOf(confirmed.find(({ outcome }) => outcome === 'accepted') ?? confirmed[0]!);
  await live.told(winner, 'APPROVED');
  await Promise.all(ids.filter((id) => id !== winner).map((id) => live.told(id, 'REJECTED')));
}
