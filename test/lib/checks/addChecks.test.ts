import type { CfnResource } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import { expect, test } from 'vitest';
import { addChecks } from '../../../lib/checks/addChecks.ts';
import { orders } from '../support/orders.ts';
import { given } from '../support/synth.ts';

/** Synthesizes the fixture with all checks, after one thing in it was spoiled. */
const synthWith = (spoil: (own: IConstruct, shared: IConstruct) => void) => {
  const { app, own, shared } = given(orders);
  spoil(own, shared);
  addChecks(app);
  return app.synth();
};

const consumer = (own: IConstruct) => own.node.findChild('CreateOrder').node.findChild('Consumer');
const resource = (parent: IConstruct, ...path: string[]) =>
  path.reduce((at, name) => at.node.findChild(name), parent).node.defaultChild as CfnResource;

test('what the constructs make passes', () => {
  expect(synthWith(() => {}).stacks.map(({ stackName }) => stackName)).toEqual([
    'Data',
    'Platform',
    'Orders',
  ]);
});

test('a breach of our rules fails synthesis, naming resource, property and reason', () => {
  const short = (own: IConstruct) =>
    resource(consumer(own), 'Work', 'Queue').addPropertyOverride('VisibilityTimeout', 30);
  expect(() => synthWith(short)).toThrow(
    /CreateOrderConsumerWorkQueue\w+\.VisibilityTimeout is 30 s, and must be at least 60 s/,
  );
});

test.each([
  ['an action on everything', ['dynamodb:GetItem'], '*', 'AwsSolutions-IAM5'],
  [
    'every action of a own',
    ['dynamodb:*'],
    'arn:aws:dynamodb:eu-west-1:111122223333:table/one',
    'AwsSolutions-IAM5[Action::dynamodb:*]',
  ],
])('a permission for %s fails synthesis', (_, actions, where, finding) => {
  const widen = (_own: IConstruct, shared: IConstruct) => {
    const role = shared.node.findChild('EventPipe').node.findChild('Role') as Role;
    role.addToPolicy(new PolicyStatement({ actions, resources: [where] }));
  };
  expect(() => synthWith(widen)).toThrow(finding);
});

test('a finding of AWS Solutions fails synthesis', () => {
  const old = (own: IConstruct) => {
    const queue = resource(consumer(own), 'Work', 'Queue') as CfnQueue;
    queue.sqsManagedSseEnabled = false;
  };
  expect(() => synthWith(old)).toThrow('AwsSolutions-SQS2');
});
