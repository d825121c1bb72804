import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTemplates } from '../../support/readTemplates.ts';
import * as given from '../given.ts';
import { createJudge } from './judge.ts';
import { isOnlyOnAws, rowsOf } from './needs.ts';
import { onlyOnAws } from './onlyOnAws.ts';
import { journeys, recordUses, type Uses } from './recordUses.ts';
import { readFailures } from './removal/failures.ts';
import { type DeployedStatement, statementsOf } from './statements.ts';
import { exceptionOf, nameOf, tableOf, type Row } from './table.ts';

let desk: given.Frontdesk;
let uses: Uses;

beforeAll(async () => {
  desk = await given.frontdesk();
  uses = recordUses(desk);
});
afterAll(async () => desk[Symbol.asyncDispose]());

test.each(journeys)('$name', (journey) => uses.record(journey));

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
  await expect(tableOf(rows, readFailures())).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../docs/policies.md'),
  );
});
