import * as whenLetters from '../deadLetters/when.ts';
import { admins, onlyAdmins, type Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';

/** A letter about nothing of anybody's. */
const aLetter = async ({ desk }: Scene): Promise<string> => {
  await whenLetters.sendsJunk(desk, 'RestockSku', desk.cloud.world.random.uuid());
  await whenLetters.looksForLetters(desk);
  return (await whenLetters.letters(desk.admin)).items[0].id;
};

/** Every use of every field of dead letters. */
export const deadLetters: readonly Operation[] = [
  {
    field: 'Query.deadLetters',
    query: '{ deadLetters { items { id reason } } }',
    given: async () => ({}),
    outcomes: onlyAdmins,
  },
  {
    field: 'Query.deadLetter',
    query: 'query ($id: ID!) { deadLetter(id: $id) { id body } }',
    given: async (scene) => ({ id: await aLetter(scene) }),
    outcomes: onlyAdmins,
  },
  {
    field: 'Mutation.publishDeadLetter',
    query: `mutation ($updatedOn: AWSDateTime!) {
      publishDeadLetter(
        id: "a", queue: "b", status: OPEN, deathClass: KILLED, errorCode: "TimedOut", updatedOn: $updatedOn
      ) { id }
    }`,
    given: async () => ({ updatedOn: '2027-01-20T10:00:00.000Z' }),
    outcomes: { ...admins, admin: 'Unauthorized', role: 'yes' },
  },
  {
    field: 'Subscription.onDeadLetter',
    query: whenLetters.LETTER_UPDATES,
    given: async () => ({}),
    happens: async ({ desk }) => {
      await whenLetters.sendsJunk(desk, 'RestockSku', desk.cloud.world.random.uuid());
      return () => whenLetters.looksForLetters(desk);
    },
    outcomes: onlyAdmins,
  },
];
