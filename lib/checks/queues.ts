import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Each stack's queues by logical id, such as `{ Orders: ['UndeliveredQueue00F96D7B'] }`. */
type Queues = Readonly<Record<string, readonly string[]>>;

const recordFile = 'lib/checks/queues.json';

const readRecord = (): Queues =>
  z
    .record(z.string(), z.array(z.string()))
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'queues.json'), 'utf8')));

/**
 * Makes synthesis fail where a queue that has been recorded is not made any more under its logical id: CloudFormation
 * would delete it, with the messages and dead letters in it. A construct that is renamed, or moves to another stack,
 * changes the logical ids of all that is below it. Of a stack that is not made at all nothing is asked.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export const keepQueues = (app: App, record: Queues = readRecord()): void =>
  app.node.addValidation({ validate: () => faultsOf(queuesOf(app), record) });

const faultsOf = (made: Queues, record: Queues) =>
  Object.entries(made).flatMap(([stack, ids]) => {
    const recorded = record[stack] ?? [];
    return [
      ...recorded.filter((id) => !ids.includes(id)).map((id) => gone(stack, id)),
      ...ids.filter((id) => !recorded.includes(id)).map((id) => unknown(stack, id)),
    ];
  });

const gone = (stack: string, id: string) =>
  `${stack}: the queue ${id} would be deleted with what is in it. Keep its construct's id and place. To give it up, drain it ` +
  `(docs/deploy.md), then take it out of ${recordFile}.`;

const unknown = (stack: string, id: string) =>
  `${stack}: the queue ${id} is new. Add it to ${recordFile}, so that it is kept from now on.`;

const queuesOf = (app: App): Queues =>
  Object.fromEntries(
    app.node.children
      .filter((child) => Stack.isStack(child))
      // `Frontdesk-<stage>-<name>`: a stage may have hyphens, a name has none.
      .map((stack) => [stack.stackName.split('-').at(-1) ?? stack.stackName, idsIn(stack)]),
  );

const idsIn = (stack: Stack): string[] =>
  stack.node
    .findAll()
    .filter((construct) => construct instanceof CfnQueue)
    .map((queue) => stack.getLogicalId(queue))
    .sort();
