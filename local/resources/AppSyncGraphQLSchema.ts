import { z } from 'zod';
import { AwsError } from '../platform/AwsError.ts';
import { OperatorError } from '../platform/errors.ts';
import { createSchema } from '../services/appsync/execution/createSchema.ts';
import { apiOf, readLocation } from './common/appsync.ts';
import { text } from './common/properties.ts';
import { defineResource } from './common/ResourceType.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-graphqlschema.html */
export const AppSyncGraphQLSchema = defineResource(
  z.strictObject({ ApiId: text, Definition: text.optional(), DefinitionS3Location: text.optional() }),
  ({ ApiId, Definition, DefinitionS3Location }, context) => {
    const sdl = Definition ?? (DefinitionS3Location && readLocation(DefinitionS3Location, context));
    if (!sdl) throw new OperatorError(`${context.logicalId} needs a Definition or a DefinitionS3Location.`);
    try {
      apiOf(ApiId, context).schema = createSchema(sdl);
    } catch (error) {
      if (error instanceof AwsError) throw new OperatorError(`${context.logicalId}: ${error.message}`);
      throw error;
    }
    return { ref: `${ApiId}GraphQLSchema` };
  },
  {
    replacedBy: ['ApiId'],
    identifiedBy: ['ApiId'],
    isStaged: true,
    remove({ properties: { ApiId } }, { services }) {
      const api = services.appsync.api(ApiId);
      if (api) api.schema = undefined;
    },
  },
);
