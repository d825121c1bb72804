import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenTopics, type GivenTopics } from '../services/sns/givenTopics.ts';

let given: GivenTopics;
beforeAll(async () => {
  given = await givenTopics();
});
afterAll(() => given.close());

test.each([
  ['Action=Publish&Version=2010-03-31', 400, 'ValidationError'],
  ['Action=constructor&Version=2010-03-31', 400, 'InvalidAction'],
  ['Action=Publish&Version=1999-01-01', 400, 'InvalidAction'],
  [`Version=2010-03-31&Action=Publish&${'a.'.repeat(20)}b=1`, 400, 'MalformedQueryString'],
  [`Version=2010-03-31&Action=Publish&${'a=1&'.repeat(2001)}`, 400, 'MalformedQueryString'],
  ['Action=Publish&Version=2010-03-31&Message=x&Message.member.1=y', 400, 'MalformedQueryString'],
])('a form such as %s is answered with status %i and %s', async (body, status, code) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(given.url, { method: 'POST', headers, body });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toMatch(new RegExp(`^<ErrorResponse xmlns=.*<Code>${code}</Code>`));
});
