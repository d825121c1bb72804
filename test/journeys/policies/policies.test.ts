import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectFresh } from '../../support/expectFresh.ts';
import { readTemplates } from '../../support/readTemplates.ts';
import { eventCatalog } from '../../../model/eventCatalog.ts';
import { goldenFile, withNewShapes } from '../events/goldenEvents.ts';
import { otherEvents } from '../events/otherEvents.ts';
import { eventsAboutPeople, personalTextsOf } from '../events/personalData.ts';
import { recordEvents, type RecordedEvent, type RecordedEvents } from '../events/recordEvents.ts';
import { producersOf, unfitOf } from '../events/recordedFacts.ts';
import * as given from '../given.ts';
import { createJudge } from './judge.ts';
import { isOnlyOnAws, rowsOf } from './needs.ts';
import { onlyOnAws } from './onlyOnAws.ts';
import { journeys, recordUses, type Uses } from './recordUses.ts';
import { readFailures } from './removal/failures.ts';
import { type DeployedStatement, statementsOf } from './statements.ts';
import { exceptionOf, nameOf, tableOf, type Row } from './table.ts';

const root = join(import.meta.dirname, '../../..');

let desk: given.Frontdesk;
let uses: Uses;
let events: RecordedEvents;

beforeAll(async () => {
  desk = await given.frontdesk();
  uses = recordUses(desk);
  events = recordEvents(desk);
});
afterAll(async () => desk[Symbol.asyncDispose]());

test.each([...otherEvents, ...journeys])('$name', (journey) => uses.record(journey));

let statements: DeployedStatement[];
let rows: Row[];

test('every statement of every policy is needed, each of its actions and each of its partitions', async () => {
  statements = statementsOf(desk.cloud, readTemplates());
  const judge = createJudge(desk.cloud, statements);
  rows = (await Promise.all(statements.map((each) => rowsOf(each, uses, judge)))).flat();
  const unneeded = rows.filter(({ neededBy, of, what }) => !neededBy && !isOnlyOnAws(of, what));
  expect(unneeded.map(({ of, what }) => `${nameOf(of)}: ${what}`)).toEqual([]);
});

test('nothing that is listed as asked for only on AWS is asked for here', () => {
  const asked = statements.flatMap((of) =>
    uses
      .of(of)
      .filter(({ decision }) => exceptionOf(of, decision.action))
      .map(({ decision }) => `${nameOf(of)}: ${decision.action}`),
  );
  expect([...new Set(asked)]).toEqual([]);
});

test.each(onlyOnAws)('some statement allows $actions, which is asked for only on AWS', (listed) => {
  const allowed = statements.flatMap((of) =>
    [of.statement.Action].flat().map((action) => exceptionOf(of, action)),
  );
  expect(allowed).toContain(listed);
});

test('of every statement it is known which journey fails without it: npm run policies', () => {
  const removable = statements.filter((of) => !isOnlyOnAws(of, 'the statement')).map(nameOf);
  expect(Object.keys(readFailures()).sort()).toEqual(removable.sort());
});

test('docs/policies.md says of each statement what fails without it', async () => {
  await expect(tableOf(rows, readFailures())).toMatchFileSnapshot(join(root, 'docs/policies.md'));
});

describe('of the events that all of this wrote', () => {
  let written: RecordedEvent[];
  // What an operator puts there may be anything.
  beforeAll(() => void (written = events.all().filter(({ writer }) => writer !== undefined)));

  test('each has a schema and fits it: model/<domain>/eventSchemas.ts', () => {
    expect(unfitOf(written)).toEqual([]);
  });

  test('none says more of a person than an id', () => {
    const texts = personalTextsOf(events.rows());
    expect(texts.size).toBeGreaterThan(20);
    expect(eventsAboutPeople(written, texts)).toEqual([]);
  });

  test('an event with a name or an e-mail address in it is found', () => {
    const planted = { reason: 'Ask Ottilie, ottilie@desk.example' };
    expect(eventsAboutPeople([{ eventName: 'PLANTED', eventData: planted }], new Set(['Ottilie']))).toEqual([
      'PLANTED: Ottilie',
      'PLANTED: an e-mail address',
    ]);
  });

  test('there is one of each in the catalogue, and it is known who wrote it', () => {
    const known = new Set(Object.keys(JSON.parse(producersOf(written))));
    expect([...eventCatalog.keys()].filter((name) => !known.has(name))).toEqual([]);
  });

  test('docs/events/producers.json says who writes each: npm run docs:events', async () => {
    await expectFresh('docs/events/producers.json', producersOf(written), 'npm run docs:events');
  });

  test('each shape has a golden one, which is never changed: npm run docs:events', async () => {
    await expectFresh(goldenFile, withNewShapes(written), 'npm run docs:events');
  });
});
