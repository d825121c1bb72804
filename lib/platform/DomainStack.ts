import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DeadLetterQueue } from '../constructs/DeadLetterQueue.ts';
import { once } from '../once.ts';
import { createQueuesSource, createTableSource } from './dataSources.ts';
import type { Platform, SharedPlatform } from './Platform.ts';

/** Adds what one domain serves: its fields, mutations and workers. */
export type Domain = (scope: Construct, platform: Platform) => void;

export interface DomainStackProps extends StackProps {
  /** Names what an API has once for each domain, such as `orders`. */
  readonly name: string;
  readonly domain: Domain;
  readonly platform: SharedPlatform;
}

/**
 * What one domain serves and does: its resolvers, queues, functions, rules and alarms. It imports from the platform and
 * the data, and nothing imports from it, so it can be deleted while the others are served.
 */
export class DomainStack extends Stack {
  constructor(scope: Construct, id: string, { name, domain, platform, ...props }: DomainStackProps) {
    super(scope, id, props);
    domain(this, ownPlatform(this, name, platform));
  }
}

/**
 * The platform with what a domain has for itself, made when it is first asked for. In the platform's stack the policies
 * of most would name queues and rules of the domain.
 */
const ownPlatform = (scope: Construct, name: string, shared: SharedPlatform): Platform => {
  const queues = once(() => createQueuesSource(scope, name, shared));
  const table = once(() => createTableSource(scope, name, shared));
  const undelivered = once(() => createUndelivered(scope, name, shared));
  return {
    ...shared,
    sources: {
      ...shared.sources,
      get table() {
        return table();
      },
      get queues() {
        return queues();
      },
    },
    get undelivered() {
      return undelivered();
    },
  };
};

const createUndelivered = (scope: Construct, name: string, { settings }: SharedPlatform) => {
  const contents = `events a rule of ${name} could not deliver`;
  return new DeadLetterQueue(scope, 'Undelivered', {
    settings,
    outputPrefix: 'Undelivered',
    contents,
    label: `${name}/Undelivered`,
  }).queue;
};
