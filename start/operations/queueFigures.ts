import type { QueueState, Sqs } from '../../local/services/sqs/createSqs.ts';

/** Messages of one queue. */
export interface MessageTally {
  sent: number;
  received: number;
  deleted: number;
}

/** A worker's queue with its dead letters. */
export interface WorkQueue {
  readonly state: QueueState;
  readonly step: string;
  readonly stage: string;
  readonly letters: QueueState | undefined;
}

/** What the application tags its queues with: `model/queueTags.ts`. */
const TAGS = { stage: 'frontdesk:stage', step: 'frontdesk:step', deadLetters: 'frontdesk:dead-letters' };

/** Workers' queues, by the worker. */
export function describeQueues(sqs: Pick<Sqs, 'describeQueues'>): WorkQueue[] {
  const all = sqs.describeQueues();
  const byArn = new Map(all.map((queue) => [queue.arn, queue]));
  return all
    .flatMap((state) => {
      const [step, stage] = [state.tags.get(TAGS.step), state.tags.get(TAGS.stage)];
      if (step === undefined || stage === undefined || state.tags.has(TAGS.deadLetters)) return [];
      return [{ state, step, stage, letters: byArn.get(state.deadLetterArn ?? '') }];
    })
    .sort((one, other) => one.step.localeCompare(other.step));
}

export const queueFigures = (
  queues: readonly WorkQueue[],
  counted: ReadonlyMap<string, MessageTally>,
  now: number,
): object[] =>
  queues.map(({ state, step, letters }) => {
    const { sent = 0, received = 0, deleted = 0 } = counted.get(state.name) ?? {};
    return {
      name: state.name,
      step,
      // Only a queue that rules send to has a policy that lets EventBridge in.
      fedBy: (state.attributes['Policy'] ?? '').includes('events.amazonaws.com') ? 'EVENT' : 'MUTATION',
      waiting: state.visible + state.delayed,
      inFlight: state.inFlight,
      oldestSeconds: state.waitingSince === undefined ? null : Math.floor((now - state.waitingSince) / 1000),
      sent,
      received,
      deleted,
      deadLetterQueue: letters?.name ?? null,
      deadLetters: letters ? letters.visible + letters.inFlight + letters.delayed : 0,
    };
  });
