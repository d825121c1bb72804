import { createHash } from 'node:crypto';
import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { urlIdIn } from '../services/lambda/urls/FunctionUrls.ts';
import { defineResource, type ResourceContext } from './common/ResourceType.ts';
import { inert, text } from './common/properties.ts';

const properties = z.strictObject({
  AuthType: z.enum(['AWS_IAM', 'NONE']),
  TargetFunctionArn: text,
  Qualifier: text.optional(),
  // Answers are for pages of the same origin, or for no page at all.
  Cors: z.never({ error: 'is not supported on one machine' }).optional(),
  InvokeMode: z.literal('BUFFERED', { error: 'has to be BUFFERED on one machine' }).optional(),
  Tags: inert.optional(),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html */
export const LambdaUrl = defineResource(
  properties,
  (given, context) => {
    const functionArn = arnIn(given, context);
    // The same after a restart: people keep addresses.
    const urlId = createHash('sha256').update(context.physicalName(256)).digest('hex').slice(0, 32);
    const { functionUrls } = context.services;
    functionUrls.put({ urlId, functionArn, authType: given.AuthType });
    return {
      ref: functionArn,
      attributes: { FunctionArn: functionArn, FunctionUrl: functionUrls.addressOf(urlId) },
    };
  },
  {
    replacedBy: ['Qualifier', 'TargetFunctionArn'],
    remove: ({ attributes }, { services }) => {
      services.functionUrls.delete(urlIdIn(URL.parse(String(attributes?.['FunctionUrl']))?.host) ?? '');
    },
  },
);

/** The function is given by its name or its ARN, and an alias of it apart. */
function arnIn(
  { TargetFunctionArn: target, Qualifier }: z.output<typeof properties>,
  { world }: ResourceContext,
) {
  const arn = target.startsWith('arn:') ? target : arnOf(world.account, 'lambda', `function:${target}`);
  return Qualifier === undefined ? arn : `${arn}:${Qualifier}`;
}
