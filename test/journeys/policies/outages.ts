import { expect } from 'vitest';
import type { Frontdesk } from '../given.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import * as orderWhen from '../orders/when.ts';
import * as then from '../then.ts';
import * as when from '../when.ts';
import { dataOf, type Journey } from './Journey.ts';
import { anApprovedStay, putsPayment } from './faults.ts';
import { callSqs, deadLetters } from '../orders/deadLetters.ts';
import {
  callCloudWatch,
  deletesQueue,
  messagesIn,
  putsEvent,
  putsRow,
  resourcesOf,
  sends,
} from './operator.ts';

const SECONDS = 1000;
const MINUTES = 60 * SECONDS;

/** What happens where messages cannot be read, or queues are gone. What comes later is on a desk without them. */
export const outages: readonly Journey[] = [
  {
    name: 'what a worker cannot read is put aside at once, with its reason',
    async run(desk) {
      const workers = Object.keys(desk.cloud.describe().queues);
      for (const worker of workers) await sends(desk, worker, 'not JSON');
      await comesToRest(desk);
      const letters = (await deadLetters(desk)).filter(({ body }) => body === 'not JSON');
      expect(letters.map(({ worker }) => worker).sort()).toEqual([...workers].sort());
      for (const { attributes } of letters) expect(attributes['Reason']).toBe('The body is not JSON');
    },
  },
  {
    name: 'what cannot be put aside is delivered again after a while',
    async run(desk) {
      const queues = Object.entries(desk.cloud.describe().queues);
      for (const [, { deadLetterUrl }] of queues) await deletesQueue(desk, deadLetterUrl);
      for (const [worker] of queues) await sends(desk, worker, 'not JSON');
      await desk.cloud.settles();
      const again = new Set<string>();
      const stop = desk.cloud.world.feed.subscribe((record) => {
        if (record.kind === 'invocation') again.add(record.functionName);
      });
      await desk.cloud.advance(15 * MINUTES);
      await desk.cloud.settles();
      stop();
      expect(again.size).toBe(queues.length);
    },
  },
  {
    name: 'a request that cannot be queued is refused, and nothing of it is kept',
    async run(desk) {
      const [tenant, apartmentId] = [await desk.tenant(), await desk.apartment()];
      const id = await when.hasBooked(desk, tenant, when.aStay(apartmentId));
      dataOf(await when.confirms(desk, desk.caretaker, id));
      await desk.cloud.settles();
      const { queues } = desk.cloud.describe();
      const cleaning = await when.hasService(desk);
      for (const mutation of ['PlaceOrder', 'PayBooking', 'CreateServiceBooking'])
        await deletesQueue(desk, queues[mutation]!.url);
      const orderId = 'policy-unqueued';
      await orderWhen.hasOffered(desk, 'policy-none');
      const lines = [orderWhen.aLine('policy-none')];
      then.isRefused(await orderWhen.places(desk, tenant, { orderId, lines }), 'QueueUnavailable', null);
      then.isRefused(await when.pays(desk, tenant, id), 'QueueUnavailable', null);
      then.isRefused(
        await when.booksService(desk, tenant, { ...when.anAppointment(cleaning), clientToken: 'unqueued' }),
        'QueueUnavailable',
        null,
      );
      expect(await then.items(desk, `EVENTS#ORDER_ID#${orderId}`)).toEqual([]);
      expect((await then.items(desk, `BOOKING#${id}`)).map(({ sk }) => sk)).toEqual(['BOOKING']);
      expect(Object.values(await then.claimsOf(desk, tenant.id))).toEqual([id]);
    },
  },
  {
    name: 'a payment that a worker began although its message seemed unsent is under way',
    async run(desk) {
      const { tenant, id } = await anApprovedStay(desk);
      await deletesQueue(desk, desk.cloud.describe().queues['PayBooking']!.url).catch(() => 'gone before');
      const stop = desk.cloud.world.feed.subscribe((record) => {
        if (record.kind !== 'write' || record.change !== 'INSERT' || record.keys['pk'] !== `BOOKING#${id}`)
          return;
        stop();
        void putsPayment(desk, tenant, id, { paymentStatus: 'PAYMENT_PENDING', amountCents: 36_000 });
      });
      expect(dataOf(await when.pays(desk, tenant, id))).toEqual({ payBooking: { id, status: 'APPROVED' } });
    },
  },
  {
    name: 'an event that a rule cannot send to its queue is kept',
    async run(desk) {
      for (const { url } of Object.values(desk.cloud.describe().queues))
        await deletesQueue(desk, url).catch(() => 'gone before');
      const rules = resourcesOf(desk, 'AWS::Events::Rule').filter(isForQueue);
      for (const { properties } of rules) await putsMatchingEvent(desk, properties);
      await desk.cloud.settles();
      await desk.cloud.advance(15 * MINUTES);
      await desk.cloud.settles();
      const kept = await rulesOfUndelivered(desk);
      const lost = rules.filter(({ attributes }) => !kept.has(String(attributes['Arn'])));
      expect(lost.map(({ logicalId }) => logicalId)).toEqual([]);
    },
  },
  {
    name: 'an alarm that rings is told to its topic',
    async run(desk) {
      const [alarm] = resourcesOf(desk, 'AWS::CloudWatch::Alarm');
      const AlarmName = alarm!.ref;
      await callCloudWatch(desk, 'SetAlarmState', { AlarmName, StateValue: 'ALARM', StateReason: 'A drill' });
      await desk.cloud.settles();
      const history = await callCloudWatch(desk, 'DescribeAlarmHistory', {
        AlarmName,
        HistoryItemType: 'Action',
      });
      expect(history.AlarmHistoryItems[0]?.HistorySummary).toMatch(
        /^Successfully executed action arn:aws:sns:.*-Alarms$/,
      );
    },
  },
  {
    name: 'a row that is more than the bus takes is put aside by its pipe',
    async run(desk) {
      // As text, each of these numbers is three times as long as stored.
      const numbers = Array.from({ length: 120_000 }, () => 1);
      const event = { eventName: 'ORDER_SHIPPED_EVENT', applied: true, eventData: { numbers } };
      await putsRow(desk, { pk: 'EVENTS#ORDER_ID#policy-large', sk: 'EVENT#ORDER_SHIPPED_EVENT', ...event });
      await putsRow(desk, { pk: 'SKUS', sk: 'SKU#policy-large', numbers });
      await desk.cloud.settles();
      await desk.cloud.advance(60 * MINUTES);
      await desk.cloud.settles();
      for (const pipe of ['EventPipe', 'StockPipe'])
        expect(await messagesIn(desk, outputOf(desk, `${pipe}DeadLetterQueueUrl`))).toBe(1);
    },
  },
];

const isForQueue = ({ properties }: { readonly properties: Readonly<Record<string, any>> }) =>
  /:sqs:/.test(properties['Targets'][0].Arn);

/** An event that a rule lets through, and that says nothing else. */
async function putsMatchingEvent(desk: Frontdesk, { EventPattern }: Record<string, any>): Promise<void> {
  if (!EventPattern) return;
  const { source, 'detail-type': names, detail } = EventPattern;
  const eventData = Object.fromEntries(
    Object.entries<any>(detail.eventData ?? {}).map(([name, { S }]) => [name, { S: S[0] }]),
  );
  const Detail = JSON.stringify({ eventName: names[0], applied: detail.applied[0], eventData });
  await putsEvent(desk, { Source: source[0], DetailType: names[0], Detail });
}

/** An output of the stack that has it. */
const outputOf = ({ cloud }: Frontdesk, name: string): string =>
  String(cloud.stacks.find(({ outputs }) => name in outputs)?.outputs[name]);

/** The ARNs of the rules whose events could not be delivered, as EventBridge writes them beside each. */
async function rulesOfUndelivered(desk: Frontdesk): Promise<ReadonlySet<string>> {
  const arns = new Set<string>();
  for (const { outputs } of desk.cloud.stacks) {
    const QueueUrl = outputs['UndeliveredDeadLetterQueueUrl'];
    if (typeof QueueUrl !== 'string') continue;
    for (;;) {
      const { Messages = [] } = await callSqs(desk, 'ReceiveMessage', {
        QueueUrl,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
      });
      if (Messages.length === 0) break;
      for (const { MessageAttributes } of Messages) arns.add(MessageAttributes.RULE_ARN.StringValue);
    }
  }
  return arns;
}
