import type { Actions, Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { Lambda } from '../lambda/Lambda.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import { createDeliveries } from './delivery/createDeliveries.ts';
import { createMailbox, type Mailbox } from '../../platform/createMailbox.ts';
import type { Sns } from './Sns.ts';
import { snsActions } from './snsActions.ts';
import { policyOfTopic } from './topics/policyOfTopic.ts';
import { createTexts } from './texts/createTexts.ts';
import { createTopics } from './topics/createTopics.ts';

export interface SnsOptions {
  readonly sqs: Sqs;
  readonly lambda: Lambda;
  /** Keeps what is sent to people. @default one of its own */
  readonly mailbox?: Mailbox;
}

/** Amazon SNS in memory. E-mails and text messages are kept instead of sent. */
export function createSns(world: World, { sqs, lambda, mailbox = createMailbox(world) }: SnsOptions): Sns {
  const topics = createTopics(world.account);
  const texts = createTexts(world.clock);
  const deliveries = createDeliveries(world, { sqs, lambda, mailbox });

  const actions: Actions = Object.fromEntries(
    Object.entries(snsActions).map(([name, run]) => [
      name,
      async (input: unknown, call: Call) => run(input, { world, topics, texts, deliveries, mailbox, call }),
    ]),
  );
  return {
    actions,
    takeReply: texts.takeReply,
    policyOf: (topicArn) => policyOfTopic(topics.byArn(topicArn), world.account),
  };
}
