import type { Account } from './World.ts';

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

/** `arn:partition:service:region:account:resource`; the resource may hold further colons. */
export function parseArn(arn: string): Arn | undefined {
  const [prefix, partition, service, region, accountId, ...resource] = arn.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined || accountId === undefined)
    return undefined;
  return { partition, service, region, accountId, resource: resource.join(':') };
}

export const arnOf = ({ partition, region, accountId }: Account, service: string, resource: string) =>
  `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
