import { z } from 'zod';
import { AwsError } from '../platform/AwsError.ts';
import { BASE36 } from '../platform/Randomness.ts';
import { inert, integer, text } from './common/properties.ts';
import { defineResource } from './common/ResourceType.ts';

const HOUR = 3600;
const SEVEN_DAYS = 7 * 24 * HOUR;

/**
 * AWS's limit of 1 to 365 days from now is not enforced: a template names a fixed moment, which may be in the past by
 * the cloud's clock. A key that has expired is refused when it is used.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-apikey.html
 */
export const AppSyncApiKey = defineResource(
  z.strictObject({
    ApiId: text,
    ApiKeyId: inert.optional(),
    Description: inert.optional(),
    Expires: integer.optional(),
  }),
  ({ ApiId, Expires }, { world, services }) => {
    const api = services.appsync.api(ApiId);
    if (!api) throw new AwsError('NotFoundException', `GraphQL API ${ApiId} not found.`, { status: 404 });
    const expires = Expires ?? Math.floor(world.clock.now() / 1000) + SEVEN_DAYS;
    const key = `da2-${world.random.text(26, BASE36)}`;
    api.apiKeys.set(key, { expires: expires - (expires % HOUR) });
    const arn = `${api.arn}/apikeys/${key}`;
    return { ref: arn, attributes: { ApiKey: key, ApiKeyId: key, Arn: arn } };
  },
  {
    replacedBy: ['ApiId'],
    isStaged: true,
    remove: ({ ref, properties: { ApiId } }, { services }) =>
      void services.appsync.api(ApiId)?.apiKeys.delete(ref.slice(ref.lastIndexOf('/') + 1)),
  },
);
