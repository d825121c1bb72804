import * as whenLetters from '../deadLetters/when.ts';
import { admins, onlyAdmins, type Operation } from './Operation.ts';
import type { Scene } from './Scene.ts';

/** A letter about nothing of anybody's. */
const aLetter = async ({ desk }: Scene): Promise<string> => {
  await whenLetters.sendsJunk(desk, 'RestockSku', desk.cloud.world.random.uuid());
  await whenLetters.looksForLetters(desk);
  return (await whenLetters.letters(desk.admin)).items[0].id;
};

/** A letter as a run is asked for it. */
const inQueue = async (scene: Scene) => {
  const id = await aLetter(scene);
  const { items } = await whenLetters.letters(scene.desk.admin, { pagination: { limit: 100 } });
  const { queue } = items.find((letter: { id: string }) => letter.id === id);
  return { queue, ids: [id], reason: 'a test' };
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
    field: 'Query.deadLetterQueues',
    query: whenLetters.QUEUES,
    given: async () => ({}),
    outcomes: onlyAdmins,
  },
  {
    field: 'Query.deadLetterHistory',
    query: whenLetters.HISTORY,
    given: async () => ({}),
    outcomes: onlyAdmins,
  },
  {
    field: 'Mutation.redriveDeadLetters',
    query: whenLetters.REDRIVE,
    given: async (scene) => ({ input: await inQueue(scene) }),
    outcomes: onlyAdmins,
  },
  {
    field: 'Mutation.discardDeadLetters',
    query: whenLetters.DISCARD,
    given: async (scene) => ({ input: await inQueue(scene) }),
    outcomes: onlyAdmins,
  },
  {
    field: 'Mutation.editDeadLetter',
    query: whenLetters.EDIT,
    given: async (scene) => ({ id: await aLetter(scene), body: '{}', reason: 'a test' }),
    outcomes: onlyAdmins,
  },
  {
    field: 'Mutation.publishLetterRun',
    query: `mutation ($now: AWSDateTime!) {
      publishLetterRun(
        id: "a", action: "REDRIVE", queue: "b", status: DONE
        planned: "1", done: "1", diedAgain: "0", startedOn: $now, updatedOn: $now
      ) { id }
    }`,
    given: async () => ({ now: '2027-01-20T10:00:00.000Z' }),
    outcomes: { ...admins, admin: 'Unauthorized', role: 'yes' },
  },
  {
    field: 'Subscription.onRedrive',
    query: whenLetters.RUN_UPDATES,
    given: async () => ({}),
    happens: async (scene) => {
      const input = await inQueue(scene);
      return () => whenLetters.discards(scene.desk, scene.desk.admin, input);
    },
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
