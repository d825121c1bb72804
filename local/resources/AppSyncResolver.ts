import { isObjectType } from 'graphql';
import { z } from 'zod';
import { OperatorError } from '../platform/errors.ts';
import type { Api, Resolver } from '../services/appsync/Api.ts';
import { apiOf, codeOf, codeProperties } from './common/appsync.ts';
import { inert, integer, text } from './common/properties.ts';
import { defineResource, type ResourceContext } from './common/ResourceType.ts';

const properties = z.strictObject({
  ApiId: text,
  TypeName: text,
  FieldName: text,
  Kind: z.enum(['UNIT', 'PIPELINE']).default('UNIT'),
  DataSourceName: text.optional(),
  /** https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
  PipelineConfig: z.strictObject({ Functions: z.array(text).max(10).default([]) }).optional(),
  ...codeProperties,
  MaxBatchSize: integer.pipe(z.number().min(0).max(2000)).optional(),
  MetricsConfig: inert.optional(),
});

type Properties = z.output<typeof properties>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-resolver.html */
export const AppSyncResolver = defineResource(
  properties,
  (given, context) => {
    const { ApiId, TypeName, FieldName } = given;
    const api = apiOf(ApiId, context);
    checkField(api, given, context);
    api.resolvers.set(`${TypeName}.${FieldName}`, resolverOf(given, api, context));
    const arn = `${api.arn}/types/${TypeName}/resolvers/${FieldName}`;
    return { ref: arn, attributes: { ResolverArn: arn, TypeName, FieldName } };
  },
  {
    replacedBy: ['ApiId', 'TypeName', 'FieldName'],
    identifiedBy: ['ApiId', 'TypeName', 'FieldName'],
    isStaged: true,
    remove: ({ properties: { ApiId, TypeName, FieldName } }, { services }) =>
      void services.appsync.api(ApiId)?.resolvers.delete(`${TypeName}.${FieldName}`),
    // Chosen: what a start would refuse is refused here, too.
    recheck: ({ properties: given }, context) => checkField(apiOf(given.ApiId, context), given, context),
  },
);

function checkField(
  { schema }: Api,
  { TypeName, FieldName }: Properties,
  { logicalId }: ResourceContext,
): void {
  const type = schema?.getType(TypeName);
  if (isObjectType(type) && type.getFields()[FieldName]) return;
  throw new OperatorError(`${logicalId}: the schema has no field named ${FieldName} on type ${TypeName}.`);
}

function resolverOf(given: Properties, api: Api, context: ResourceContext): Resolver {
  const code = codeOf(given, context);
  const own = { typeName: given.TypeName, fieldName: given.FieldName, ...(code && { code }) };
  if (given.Kind === 'PIPELINE') {
    const functionIds = given.PipelineConfig?.Functions ?? [];
    const missing = functionIds.find((id) => !api.functions.has(id));
    if (missing) throw new OperatorError(`${context.logicalId}: the API has no function ${missing}.`);
    return { ...own, kind: 'PIPELINE', functionIds };
  }
  const source = api.dataSources.get(given.DataSourceName ?? '');
  if (!source)
    throw new OperatorError(
      `${context.logicalId}: the API has no data source named ${given.DataSourceName}.`,
    );
  if (!code && source.type !== 'AWS_LAMBDA') {
    throw new OperatorError(
      `${context.logicalId}: only a resolver on a Lambda data source may have no code.`,
    );
  }
  return { ...own, kind: 'UNIT', dataSourceName: source.name, maxBatchSize: given.MaxBatchSize ?? 0 };
}
