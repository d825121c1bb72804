import { z } from 'zod';
import { OperatorError } from '../platform/errors.ts';
import { BASE36 } from '../platform/Randomness.ts';
import { apiOf, codeOf, codeProperties } from './common/appsync.ts';
import { inert, integer, text } from './common/properties.ts';
import { defineResource } from './common/ResourceType.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-functionconfiguration.html */
export const AppSyncFunctionConfiguration = defineResource(
  z.strictObject({
    ApiId: text,
    Name: z.string().regex(/^[_A-Za-z][_0-9A-Za-z]*$/),
    DataSourceName: text,
    ...codeProperties,
    Description: inert.optional(),
    /** The only version that exists; CDK's templates name it. */
    FunctionVersion: z.literal('2018-05-29').optional(),
    MaxBatchSize: integer.pipe(z.number().min(0).max(2000)).optional(),
  }),
  (properties, context) => {
    const { Name: name, DataSourceName: dataSourceName, MaxBatchSize: maxBatchSize = 0 } = properties;
    const api = apiOf(properties.ApiId, context);
    if (!api.dataSources.has(dataSourceName)) {
      throw new OperatorError(`${context.logicalId}: the API has no data source named ${dataSourceName}.`);
    }
    const code = codeOf(properties, context);
    if (!code) throw new OperatorError(`${context.logicalId}: a function needs Code or CodeS3Location.`);

    const functionId = context.world.random.text(26, BASE36);
    api.functions.set(functionId, { functionId, name, dataSourceName, code, maxBatchSize });
    const arn = `${api.arn}/functions/${functionId}`;
    return {
      ref: arn,
      attributes: { FunctionId: functionId, FunctionArn: arn, Name: name, DataSourceName: dataSourceName },
    };
  },
  {
    replacedBy: ['ApiId'],
    isStaged: true,
    remove: ({ ref, properties: { ApiId } }, { services }) =>
      void services.appsync.api(ApiId)?.functions.delete(ref.slice(ref.lastIndexOf('/') + 1)),
  },
);
