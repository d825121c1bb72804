import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { queueTags } from '../../model/queueTags.ts';
import type { Settings } from './settings.ts';

/**
 * Lets a function find the dead-letter queues of its stage, and do something to them and to no others. It finds them by
 * name: every stack of the stage is called `Frontdesk-<stage>-…`, and so are its queues, by CloudFormation and by us. What
 * tells them from the stage's other queues is their tag, for the function as for its policy.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-abac-tagging-resource-control.html
 */
export const grantLetters = (grantee: Function, { stage }: Settings, actions: readonly string[]) => {
  const queues = `Frontdesk-${stage}-*`;
  const resources = [Stack.of(grantee).formatArn({ service: 'sqs', resource: queues })];
  for (const statement of [
    // It knows no queue to be narrowed to: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
    { actions: ['sqs:ListQueues'], resources: ['*'] },
    { actions: ['sqs:ListQueueTags'], resources },
    {
      actions: actions.map((action) => `sqs:${action}`),
      resources,
      conditions: { StringEquals: { [`aws:ResourceTag/${queueTags.deadLetters}`]: stage } },
    },
  ])
    grantee.addToRolePolicy(new PolicyStatement(statement));
  if (grantee.role)
    Validations.of(grantee.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:${queues}]`,
      reason: 'The queues of the stage, of which this stack knows no other stack’s: they are found by name.',
    });
};

/** What it takes to see letters, and to give them back. */
export const seeLetters = ['ChangeMessageVisibility', 'GetQueueAttributes', 'ReceiveMessage'] as const;

/** Lets a function send letters home: to the stage's queues of work, but not, by this right, to its own. */
export const grantHome = (grantee: Function, { stage }: Settings, worker: string) =>
  grantee.addToRolePolicy(
    new PolicyStatement({
      // A run also asks how many wait there: too many at once would be in the way of others.
      actions: ['sqs:GetQueueAttributes', 'sqs:SendMessage'],
      resources: [Stack.of(grantee).formatArn({ service: 'sqs', resource: `Frontdesk-${stage}-*` })],
      conditions: {
        StringEquals: { [`aws:ResourceTag/${queueTags.stage}`]: stage },
        StringNotEquals: { [`aws:ResourceTag/${queueTags.step}`]: worker },
      },
    }),
  );
