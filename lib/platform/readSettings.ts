import { z } from 'zod';
import { gatewayNames } from '../../model/payments/gatewayNames.ts';
import type { Settings } from './Settings.ts';
import { SettingsError } from './SettingsError.ts';

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};

/** As `cdk.json` spells it, and as the command line does. */
const yesOrNo = z.union(
  [z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' })],
  {
    error: 'must be true or false',
  },
);

const schema = z.strictObject({
  // Part of stack, API and archive names; the shortest of their limits leaves 16 characters.
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,15}$/, 'must be 1 to 16 of a-z, 0-9 and -, beginning with a letter')
    .default('dev'),
  holdHours: wholeNumber(1, 720).default(48),
  eventTtlDays: wholeNumber(1, 365).default(30),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  removalPolicy: z.enum(['retain', 'destroy']).default('retain'),
  alarmTopicArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/, 'must be the ARN of an SNS topic')
    .optional(),
  apiKeyExpires: z.iso.date().optional(),
  chaosDoor: yesOrNo.optional(),
  paymentGateway: z.enum(gatewayNames).default('simulated'),
  paymentFailurePercent: wholeNumber(0, 100).default(30),
  paymentTimeoutPercent: wholeNumber(0, 100).default(5),
  paymentSeed: z.coerce.string().default('1'),
});

/** CDK's own context (`@aws-cdk/core:…`, `availability-zones:…`, `aws:cdk:…`) is namespaced; ours is not. */
const isOurs = (key: string) => !/[:@/]/.test(key);

const describe = (issue: z.core.$ZodIssue, context: Record<string, unknown>) => {
  if (issue.code === 'unrecognized_keys') {
    return `${issue.keys.join(', ')}: no such setting; there are ${Object.keys(schema.shape).join(', ')}`;
  }
  const key = String(issue.path[0]);
  return `${key}: ${issue.message}, but is ${JSON.stringify(context[key])}`;
};

/**
 * The settings in CDK context, as `cdk.json` or `-c name=value` give them (numbers may be strings).
 * Throws `SettingsError`, naming every value that is wrong and every name that is unknown.
 */
export const readSettings = (context: Record<string, unknown>): Settings => {
  const ours = Object.fromEntries(Object.entries(context).filter(([key]) => isOurs(key)));
  const parsed = schema.safeParse(ours);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${describe(issue, ours)}`);
    throw new SettingsError(`The context cannot be used:\n${faults.join('\n')}`);
  }
  const development = /^dev(-|$)/.test(parsed.data.stage);
  return { ...parsed.data, development, chaosDoor: parsed.data.chaosDoor ?? development };
};
