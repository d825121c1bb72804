import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attempt } from './authorization/attempt.ts';
import { callers, type CallerKind } from './authorization/callers.ts';
import type { Operation, Outcome } from './authorization/Operation.ts';
import { operations } from './authorization/operations.ts';
import { toMarkdown, type Attempted } from './authorization/toMarkdown.ts';
import * as given from './given.ts';

const pathOf = (file: string) => join(import.meta.dirname, `../../${file}`);

let desk: given.Frontdesk;
let otherTenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk({ oneBuilding: true });
  otherTenant = await desk.tenant();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const attempted: Attempted[] = [];

test('every field of Query, Mutation and Subscription is tried', () => {
  const schema = buildSchema(
    `${readFileSync(pathOf('appsync.graphql'), 'utf8')}\n${readFileSync(pathOf('schema.graphql'), 'utf8')}`,
  );
  const fields = ['Query', 'Mutation', 'Subscription'].flatMap((name) => {
    const type = schema.getType(name);
    return isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${name}.${field}`) : [];
  });
  expect([...new Set(operations.map(({ field }) => field))].sort()).toEqual(fields.sort());
});

test.each(operations.map((operation) => ({ name: titleOf(operation), operation })))(
  '$name: each kind of caller may do what the table says',
  async ({ operation }) => {
    const owner = await desk.tenant();
    const outcomes = {} as Record<CallerKind, Outcome>;
    for (const caller of Object.keys(callers) as CallerKind[]) {
      const scene = { desk, otherTenant, owner: caller === 'disabled' ? await desk.tenant() : owner };
      outcomes[caller] = await attempt(operation, caller, scene);
    }
    attempted.push({ operation, outcomes });
    expect(outcomes).toEqual(operation.outcomes);
  },
);

test('docs/authorization.md shows the outcomes', async () => {
  await expect(toMarkdown(attempted)).toMatchFileSnapshot(pathOf('docs/authorization.md'));
});

function titleOf({ field, use }: Operation): string {
  return use ? `${field} ${use}` : field;
}
