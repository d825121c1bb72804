import type { Actions, Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { Lambda } from '../lambda/Lambda.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import { createDeliveries } from './delivery/createDeliveries.ts';
import { createMailbox } from './delivery/createMailbox.ts';
import type { Sns } from './Sns.ts';
import { snsActions } from './snsActions.ts';
import { policyOfTopic } from './topics/policyOfTopic.ts';
import { createTopics } from './topics/createTopics.ts';

export interface SnsOptions {
  readonly sqs: Sqs;
  readonly lambda: Lambda;
}

/** Amazon SNS in memory. E-mails are kept instead of sent. */
export function createSns(world: World, { sqs, lambda }: SnsOptions): Sns {
  const topics = createTopics(world.account);
  const mailbox = createMailbox(world);
  const deliveries = createDeliveries(world, { sqs, lambda, mailbox });

  const actions: Actions = Object.fromEntries(
    Object.entries(snsActions).map(([name, run]) => [
      name,
      async (input: unknown, call: Call) => run(input, { world, topics, deliveries, mailbox, call }),
    ]),
  );
  return {
    actions,
    policyOf: (topicArn) => policyOfTopic(topics.byArn(topicArn), world.account),
    emails: mailbox.emails,
  };
}
