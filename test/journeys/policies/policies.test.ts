import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessDecision } from '../../../local/services/iam/authorization/Access.ts';
import { readTemplates } from '../../support/readTemplates.ts';
import * as given from '../given.ts';
import { faults } from './faults.ts';
import { createJudge, type Judge, removalsOf } from './judge.ts';
import { ordinaryUse } from './ordinaryUse.ts';
import { outages } from './outages.ts';
import { type DeployedStatement, statementsOf } from './statements.ts';
import { exceptionOf, tableOf, type Row } from './table.ts';

/** A request as it was decided first, and the journey that made it. */
interface Recorded {
  readonly journey: string;
  readonly decision: AccessDecision;
}

let desk: given.Frontdesk;
let journey = 'deployment';
const recorded = new Map<string, Recorded>();
const statementsByUse = new Map<string, Recorded[]>();

beforeAll(async () => {
  desk = await given.frontdesk();
  desk.cloud.services.iam.authorizer.onDecision(record);
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** Keeps one decision of each kind. */
function record(decision: AccessDecision): void {
  const { principal, action, resource, context, allowed, statements } = decision;
  const kind = JSON.stringify([principal, action, resource, context, allowed]);
  if (recorded.has(kind)) return;
  recorded.set(kind, { journey, decision });
  for (const { owner, policy, index, kind: of } of statements) {
    const key = `${of} ${owner} ${of === 'identity' ? policy : ''} ${index}`;
    statementsByUse.set(key, [...(statementsByUse.get(key) ?? []), { journey, decision }]);
  }
}

const usesOf = ({ kind, owner, policyName, index }: DeployedStatement): readonly Recorded[] =>
  statementsByUse.get(`${kind} ${owner} ${policyName} ${index}`) ?? [];

/** One row for the statement, and one for each part of it that nothing needs. */
async function rowsOf(of: DeployedStatement, judge: Judge): Promise<Row[]> {
  if (of.statement.Effect === 'Deny')
    return [{ of, what: 'the statement', neededBy: await refusedBy(of, judge) }];
  return Promise.all(
    removalsOf(of).map(async ({ what, left, concerns }) => {
      for (const { decision, journey } of usesOf(of))
        if (decision.allowed && concerns(decision) && !(await judge(decision, { of, left })))
          return { of, what, neededBy: journey };
      return { of, what, neededBy: undefined };
    }),
  );
}

/** The journey of which a request would be refused over plain HTTP, and would not be without the statement. */
async function refusedBy(of: DeployedStatement, judge: Judge): Promise<string | undefined> {
  const plainHttp = { 'aws:securetransport': 'false' };
  for (const { decision, journey } of recorded.values()) {
    if (decision.resource !== of.owner || !decision.allowed) continue;
    if (await judge(decision, undefined, plainHttp)) continue;
    if (await judge(decision, { of, left: undefined }, plainHttp)) return journey;
  }
  return undefined;
}

test.each([...ordinaryUse, ...faults, ...outages])('$name', async ({ name, run }) => {
  journey = name;
  const [admin, caretaker] = [
    await given.signedInAgain(desk, desk.admin),
    await given.signedInAgain(desk, desk.caretaker),
  ];
  await run({ ...desk, admin, caretaker });
});

let rows: Row[];

test('every statement of every policy is needed, each of its actions and each of its partitions', async () => {
  const statements = statementsOf(desk.cloud, readTemplates());
  const judge = createJudge(desk.cloud.world.account.accountId, statements);
  rows = (await Promise.all(statements.map((each) => rowsOf(each, judge)))).flat();
  const unneeded = rows.filter(({ neededBy, of, what }) => !neededBy && !isOnlyOnAws(of, what));
  expect(unneeded.map(({ of, what }) => `${of.stackName} ${of.logicalId}: ${what} of: ${of.words}`)).toEqual(
    [],
  );
});

/** A statement is, where each of its actions is. */
const isOnlyOnAws = (of: DeployedStatement, what: string) =>
  (what === 'the statement' ? [of.statement.Action].flat() : [what]).every((action) =>
    exceptionOf(of, action),
  );

test('docs/policies.md says of each statement who needs it', async () => {
  await expect(tableOf(rows)).toMatchFileSnapshot(join(import.meta.dirname, '../../../docs/policies.md'));
});
