import { Stack } from 'aws-cdk-lib';
import { EventField, type IEventBus, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { AppSync } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Platform } from '../platform/Platform.ts';
import { EventRule, type EventRuleProps } from './EventRule.ts';

export interface PublishRuleProps extends Pick<EventRuleProps, 'source'> {
  readonly platform: Platform;
  /** Events that are published, such as `['ORDER_CREATED_EVENT']`. */
  readonly eventNames: readonly string[];
  /** Field on `Mutation` that subscriptions listen to, such as `publishOrderStatus`. */
  readonly mutation: string;
  /** The mutation's arguments, each from a path into the event: `{ id: '$.detail.eventData.orderId.S' }`. */
  readonly variables: Readonly<Record<string, string>>;
  /** GraphQL type of the arguments that are no `String!`, such as `{ id: 'ID!' }`. @default - all are `String!` */
  readonly variableTypes?: Readonly<Record<string, string>>;
  /** Fields asked of the mutation: subscribers receive these and no others. */
  readonly selection: string;
}

/**
 * Publishes events to subscribers: a rule calls a mutation that stores nothing, and AppSync sends its
 * result to everybody who subscribed to it.
 *
 * @example
 * new PublishRule(this, 'PublishOrderStatus', {
 *   platform, eventNames, mutation: 'publishOrderStatus', selection: 'id status',
 *   variables: { id: '$.detail.eventData.orderId.S', status: '$.detail.eventData.status.S' },
 * });
 */
export class PublishRule extends Construct {
  constructor(scope: Construct, id: string, props: PublishRuleProps) {
    super(scope, id);
    const { platform, mutation } = props;
    new EventRule(this, 'Events', {
      ...props,
      missed: `Subscribers of ${mutation} miss events`,
      target: new AppSync(platform.api, {
        graphQLOperation: operation(props),
        variables: RuleTargetInput.fromObject(inputs(props)),
        eventRole: this.createRole(props),
        deadLetterQueue: platform.undelivered,
      }),
    });
  }

  /** The library's own role may call every mutation; this one calls the one it is for. */
  private createRole({ platform, mutation }: PublishRuleProps) {
    const role = new Role(this, 'Role', { assumedBy: rulesOf(platform.bus) });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['appsync:GraphQL'],
        resources: [`${platform.api.arn}/types/Mutation/fields/${mutation}`],
      }),
    );
    return role;
  }
}

/**
 * EventBridge, for rules of one bus. Which of them cannot be said: a rule names its role before it has a name.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
 */
const rulesOf = (bus: IEventBus) => {
  const { account, region, partition } = Stack.of(bus);
  return new ServicePrincipal('events.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: {
        'aws:SourceArn': `arn:${partition}:events:${region}:${account}:rule/${bus.eventBusName}/*`,
      },
    },
  });
};

const inputs = ({ variables }: PublishRuleProps) =>
  Object.fromEntries(Object.entries(variables).map(([name, path]) => [name, EventField.fromPath(path)]));

const operation = ({ mutation, variables, variableTypes = {}, selection }: PublishRuleProps) => {
  const names = Object.keys(variables);
  const declared = names.map((name) => `$${name}: ${variableTypes[name] ?? 'String!'}`).join(', ');
  const passed = names.map((name) => `${name}: $${name}`).join(', ');
  return `mutation Publish(${declared}) { ${mutation}(${passed}) { ${selection} } }`;
};
