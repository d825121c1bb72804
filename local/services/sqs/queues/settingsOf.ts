import { type Attributes, withDefaults } from './attributes.ts';
import type { QueueSettings } from './QueueSettings.ts';
import { parseRedriveAllowPolicy, parseRedrivePolicy } from './redrivePolicies.ts';

/** What a queue's attributes come to. The attributes were checked before. */
export function settingsOf(attributes: Attributes, fifo: boolean): QueueSettings {
  const complete = withDefaults(attributes, fifo);
  const milliseconds = (name: string) => Number(complete[name]) * 1000;
  return {
    delayMs: milliseconds('DelaySeconds'),
    maximumMessageSize: Number(complete['MaximumMessageSize']),
    retentionMs: milliseconds('MessageRetentionPeriod'),
    waitMs: milliseconds('ReceiveMessageWaitTimeSeconds'),
    visibilityTimeoutMs: milliseconds('VisibilityTimeout'),
    redrivePolicy: parseRedrivePolicy(complete['RedrivePolicy']),
    redriveAllowPolicy: parseRedriveAllowPolicy(complete['RedriveAllowPolicy']),
    contentBasedDeduplication: complete['ContentBasedDeduplication'] === 'true',
    deduplicationScope: complete['DeduplicationScope'] === 'messageGroup' ? 'messageGroup' : 'queue',
  };
}
