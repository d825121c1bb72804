import { App, Stack } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { expect, test } from 'vitest';
import { keepQueues } from '../../../lib/checks/queues.ts';

const record = { Orders: ['Jobs', 'JobsDeadLetters'], Bookings: ['Stays'] };

/** Synthesizes stacks of these queues, each known by its id. */
const synth = (stacks: Record<string, readonly string[]>) => {
  const app = new App({ builtinCloudFormationValidation: false });
  for (const [name, ids] of Object.entries(stacks)) {
    const stack = new Stack(app, `Frontdesk-dev-anna-${name}`);
    for (const id of ids) new CfnQueue(stack, id);
  }
  keepQueues(app, record);
  return app.synth();
};

test('queues that keep their ids are synthesized, and a stack of which there is none is not asked for', () => {
  expect(() => synth({ Orders: ['Jobs', 'JobsDeadLetters'] })).not.toThrow();
});

test('a queue that was renamed is refused by both names', () => {
  const renamed = () => synth({ Orders: ['Work', 'JobsDeadLetters'], Bookings: ['Stays'] });
  expect(renamed).toThrow(/Orders: the queue Jobs would be deleted with what is in it/);
  expect(renamed).toThrow(/Orders: the queue Work is new\. Add it to lib\/checks\/queues\.json/);
});

test('a queue that moved to another stack is refused', () => {
  expect(() => synth({ Orders: ['Jobs'], Bookings: ['Stays', 'JobsDeadLetters'] })).toThrow(
    /Orders: the queue JobsDeadLetters would be deleted/,
  );
});
