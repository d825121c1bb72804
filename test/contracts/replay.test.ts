import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordEvents, type RecordedEvent, type RecordedEvents } from '../journeys/events/recordEvents.ts';
import type { MessageInteraction } from './pact/Pact.ts';
import { verifyPact } from './pact/verifyPact.ts';
import { askedOnce, keptVersions } from './versions.ts';
import { createWebAppPact, type WebAppPact } from './webApp/createWebAppPact.ts';
import { type ApiProvider, openProvider } from './webApp/openProvider.ts';
import { createEventProvider, eventNameOf } from './workers/createEventProvider.ts';

let provider: ApiProvider;
let written: RecordedEvents;
beforeAll(async () => {
  provider = await openProvider();
  written = recordEvents(provider.world.desk);
});
afterAll(async () => provider?.[Symbol.asyncDispose]());

test.each(askedOnce(keptVersions<WebAppPact>('web-app')))(
  'a running cloud answers version $version of the web app as it counts on',
  async ({ pact }) => {
    expect(await verifyPact(pact, provider)).toEqual([]);
  },
);

describe('events', () => {
  const [newest] = keptVersions('workers');
  let all: RecordedEvent[];
  let names: string[];
  beforeAll(() => {
    all = written.all();
    names = all.map(({ eventName }) => eventName);
  });

  test.each(keptVersions('workers'))(
    'as they were written are what version $version of the workers needs',
    async ({ pact }) => {
      expect(await verifyPact(pact, createEventProvider(all))).toEqual([]);
    },
  );

  test.each([
    'BOOKING_APPROVED_EVENT',
    'NOTIFICATION_CREATED_EVENT',
    'ORDER_CREATED_EVENT',
    'ORDER_STOCK_ALLOCATED_EVENT',
    'ORDER_PAYMENT_ACCEPTED_EVENT',
    'SHOPPING_LIST_COMPLETED_EVENT',
    'SKU_RESTOCKED_EVENT',
  ])('%s is one of those that were written just now', (name) => {
    expect(newest!.pact.interactions.map(eventNameOf)).toContain(name);
    expect(names).toContain(name);
  });

  test('with another name for a field break it', async () => {
    const interactions = newest!.pact.interactions.filter(
      ({ description }) => description === 'allocateOrderStock takes ORDER_CREATED_EVENT',
    );
    const events = createEventProvider(all);
    const renamed = async (message: MessageInteraction) =>
      JSON.parse(JSON.stringify(await events.deliver(message)).replaceAll('"priceCents"', '"cents"'));
    expect(await verifyPact({ ...newest!.pact, interactions }, { ...events, deliver: renamed })).toEqual([
      expect.stringContaining('lines.L[0].M Actual map is missing the following keys: priceCents'),
    ]);
  });
});

/** What a cloud may do that a page does not count on, and what the verifier says of it. */
const planted: readonly [string, string, (text: string) => string, string][] = [
  [
    'leaves a field out',
    'OneOrder',
    (text) => text.replace(/"amount":[\d.]+,/, ''),
    '$.data.order Actual map is missing the following keys: amount',
  ],
  [
    'answers null for a field',
    'OneOrder',
    (text) => text.replace(/"amount":[\d.]+/, '"amount":null'),
    '$.data.order.amount Expected null (Null) to be a number',
  ],
  [
    'answers a text for a number',
    'OneOrder',
    (text) => text.replace(/"amount":([\d.]+)/, '"amount":"$1"'),
    "$.data.order.amount Expected '12.5' (String) to be a number",
  ],
  [
    'answers a word that the page does not know',
    'OneOrder',
    (text) => text.replace('"PAYMENT_ACCEPTED","reason', '"PAID_IN_KIND","reason'),
    "$.data.order.status Expected 'PAID_IN_KIND' to match",
  ],
  [
    'answers an instant that is none',
    'OneOrder',
    (text) => text.replace(/("createdOn":")[^"]+/, '$120 January'),
    "$.data.order.createdOn Expected '20 January' to match",
  ],
  [
    'answers nothing in a list',
    'MyOrders',
    (text) => text.replace(/"items":\[.*\],/, '"items":[],'),
    '$.data.listOrders.items Expected [] (size 0) to have minimum size of 1',
  ],
  [
    'refuses what a page may do',
    'OneOrder',
    () => '{"errors":[{"errorType":"Forbidden","message":"x"}]}',
    '$ Actual map is missing the following keys: data',
  ],
  [
    'refuses by another type of error',
    'CancelOrder that nobody placed',
    (text) => text.replace('"NotFound"', '"NoSuchOrder"'),
    "$.errors[0].errorType Expected 'NoSuchOrder' (String) to be equal to 'NotFound' (String)",
  ],
  [
    'delivers something else',
    'MyOrderStatus',
    (text) => text.replace('"orderId"', '"id"'),
    '$.data.onOrderStatus Actual map is missing the following keys: orderId',
  ],
];

describe('a cloud breaks it that', () => {
  let breaches: string[];
  // All of them at once: the verifier takes longer to start than to verify.
  beforeAll(async () => {
    const { interactions, ...pact } = createWebAppPact();
    const wanted = planted.map(([title, description]) => {
      const interaction = interactions.find((each) => each.description === description)!;
      const [state] = interaction.providerStates;
      const params = { ...state!.params, title };
      return { ...interaction, description: title, providerStates: [{ ...state!, params }] };
    });
    let title: unknown;
    const changed = (body: unknown): unknown => {
      const [, , change] = planted.find(([each]) => each === title)!;
      const text = JSON.stringify(body);
      expect(change(text), String(title)).not.toBe(text);
      return JSON.parse(change(text));
    };
    breaches = await verifyPact(
      { ...pact, interactions: wanted },
      {
        async enter(state) {
          title = state.params['title'];
          return provider.enter(state);
        },
        async answer(text) {
          const { status, body } = await provider.answer(text);
          return { status, body: changed(body) };
        },
        deliver: async (message) => changed(await provider.deliver(message)),
      },
    );
  });

  test.each(planted)('%s', (title, _description, _change, breach) => {
    expect(breaches.filter((each) => each.startsWith(`${title}: `))).toEqual([
      expect.stringContaining(breach),
    ]);
  });

  test('has no such state any more', async () => {
    const { interactions: all, ...pact } = createWebAppPact();
    const interactions = [{ ...all[0]!, providerStates: [{ name: 'a lost order', params: {} }] }];
    expect((await verifyPact({ ...pact, interactions }, provider)).join('\n')).toContain(
      'Nobody knows how to bring about “a lost order”',
    );
  });
});
