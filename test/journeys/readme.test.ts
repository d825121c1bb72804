import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Session } from '../../start/connect.ts';
import { subscribeWithWs, type Subscriber } from '../support/subscriber.ts';
import { filled, type Operation, operationsIn, readBlocks } from './readme/readBlocks.ts';
import { startedByReadme, type Started } from './readme/startedByReadme.ts';
import { type Answers, steps } from './readme/walkthrough.ts';

const blocks = readBlocks();
const shellBlocks = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
const shellBlock = (part: string) => shellBlocks.find((text) => text.includes(part))!;

let started: Started;
beforeAll(async () => {
  started = await startedByReadme(shellBlock('--outputs outputs.json\n'));
});
afterAll(() => started?.[Symbol.asyncDispose]());

const signIn = (username: string): Promise<Session> => {
  const { password } = started.description.users.find((user) => user.username === username)!;
  return connect(started.description).signIn(username, password);
};

/** Sends a query until its answer is what the reader waits for. */
async function ask(session: Session, text: string, isWaitedFor: (answer: any) => boolean): Promise<any> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const answer = await session.graphql(text);
    if (isWaitedFor(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`${text} answers ${JSON.stringify(answer)}`);
  }
}

test('every operation of the README runs as it is written, in its order', async () => {
  const sessions = { tenant1: await signIn('tenant1'), caretaker: await signIn('caretaker') };
  const subscribers: Record<string, Subscriber> = {};
  const answers: Answers = {};

  const sees = async (subscription: string, wanted: object): Promise<void> => {
    const { data } = await subscribers[subscription]!.next(60_000);
    const [update] = Object.values(data);
    try {
      expect(update).toMatchObject(wanted);
    } catch {
      await sees(subscription, wanted);
    }
  };
  const run = async ({ name, kind, text }: Operation) => {
    const { as, once = [], fill, until = () => true } = steps[name]!;
    for (const [subscription, wanted] of once) await sees(subscription, wanted);
    const document = filled(text, fill?.(answers) ?? []);
    if (kind === 'subscription') {
      const { realtimeUrl } = started.description;
      const authorization = { Authorization: sessions[as].idToken };
      subscribers[name] = await subscribeWithWs({ realtimeUrl, authorization }, document);
    } else answers[name] = await ask(sessions[as], document, until);
  };

  const operations = operationsIn(blocks);
  expect(operations.map(({ name }) => name)).toEqual(Object.keys(steps));
  for (const operation of operations) await run(operation);

  const { Ordered, CheckOut, Complete, Invoice, Slots, BookService } = answers;
  expect(Ordered.order).toMatchObject({
    status: 'PAYMENT_ACCEPTED',
    payment: { paymentStatus: 'PAYMENT_ACCEPTED' },
  });
  expect(CheckOut.checkOutBasket).toMatchObject({ status: 'QUEUED' });
  expect(Complete.completeShoppingList).toMatchObject({ status: 'COMPLETED' });
  expect(Invoice.invoice).toMatchObject({
    status: 'ADJUSTED',
    document: expect.stringContaining('<!doctype html>'),
  });
  expect(Slots.availableSlots).toContainEqual({
    dateTime: expect.stringContaining('T09:00:00'),
    free: expect.any(Number),
  });
  expect(BookService.createServiceBooking).toMatchObject({ status: 'QUEUED' });
  for (const subscriber of Object.values(subscribers)) await subscriber.close();
});

test('the commands of the README run as they are written, beside the cloud that it starts', async () => {
  expect(await started.run(shellBlock('npm run smoke'))).toContain('All 8 journeys went well.');
  expect(await started.run(shellBlock('letters -- list'))).toContain('placeOrder');
});

/** What is not run here, and where it is tried. */
const elsewhere = [
  [
    /^npm ci && npm (start|test)/,
    'by whoever checks out: continuous integration installs and tests this way',
  ],
  [
    /aws cloudwatch|CDK_CONTEXT_JSON/,
    'with the SDK in test/journeys/alarms and test/local: the AWS CLI is not a dependency',
  ],
  [/cdk deploy/, 'on AWS alone'],
] as const;

test('every command of the README is run here, or it is known why not', () => {
  const run = [/outputs outputs\.json/, /letters -- list/];
  for (const text of shellBlocks)
    expect(
      [...run, ...elsewhere.map(([pattern]) => pattern)].some((pattern) => pattern.test(text)),
      text,
    ).toBe(true);
});
