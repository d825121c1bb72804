import { z } from 'zod';
import { listOf } from '../../../../platform/checkInput.ts';
import type { Actions } from '../../../../platform/Call.ts';
import type { Api, Code, Resolver } from '../../Api.ts';
import { translateCode } from '../../runtime/translateCode.ts';
import { badRequest, notFound, parseInput } from '../errors.ts';
import { code, maxBatchSize, noTemplates, ofApi, page, pageOf, runtime, RUNTIME } from '../inputs.ts';
import type { ManagedApis } from '../ManagedApis.ts';

const oneResolver = { ...ofApi, typeName: z.string(), fieldName: z.string() };
const oneField = z.object(oneResolver);
const resolversPage = z.object({ ...ofApi, typeName: z.string(), ...page });
const functionPage = z.object({ ...ofApi, functionId: z.string(), ...page });
const resolverUpdate = z.object({
  ...oneResolver,
  kind: z.enum(['UNIT', 'PIPELINE']).default('UNIT'),
  dataSourceName: z.string().optional(),
  pipelineConfig: z.object({ functions: listOf(z.string(), 10).default([]) }).optional(),
  code: code.optional(),
  runtime: runtime.optional(),
  maxBatchSize,
  ...noTemplates,
});

/** What can be asked of and changed in resolvers. */
export const resolverActions = (managed: ManagedApis): Actions => ({
  /** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListResolvers.html */
  async ListResolvers(input: unknown) {
    const asked = parseInput(resolversPage, input);
    return listed(managed.find(asked.apiId), ({ typeName }) => typeName === asked.typeName, asked);
  },
  /** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListResolversByFunction.html */
  async ListResolversByFunction(input: unknown) {
    const asked = parseInput(functionPage, input);
    const runs = (resolver: Resolver) =>
      resolver.kind === 'PIPELINE' && resolver.functionIds.includes(asked.functionId);
    return listed(managed.find(asked.apiId), runs, asked);
  },
  /** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetResolver.html */
  async GetResolver(input: unknown) {
    const asked = parseInput(oneField, input);
    const api = managed.find(asked.apiId);
    return { resolver: describeResolver(resolverIn(api, asked), api) };
  },
  /**
   * From the next request on, and until the cloud ends or an update of its template changes the resolver.
   * https://docs.aws.amazon.com/appsync/latest/APIReference/API_UpdateResolver.html
   */
  async UpdateResolver(input: unknown) {
    const asked = parseInput(resolverUpdate, input);
    resolverIn(managed.find(asked.apiId), asked);
    const staged = managed.stage();
    const api = staged.api(asked.apiId) ?? managed.find(asked.apiId);
    const changed = resolverOf(asked, api);
    api.resolvers.set(`${asked.typeName}.${asked.fieldName}`, changed);
    staged.commit();
    return { resolver: describeResolver(changed, api) };
  },
});

function listed(api: Api, isWanted: (resolver: Resolver) => boolean, asked: Parameters<typeof pageOf>[1]) {
  const { items, ...next } = pageOf([...api.resolvers.values()].filter(isWanted), asked);
  return { resolvers: items.map((resolver) => describeResolver(resolver, api)), ...next };
}

function resolverIn(
  { resolvers }: Api,
  { typeName, fieldName }: { readonly typeName: string; readonly fieldName: string },
): Resolver {
  const found = resolvers.get(`${typeName}.${fieldName}`);
  if (!found) throw notFound('No resolver found.');
  return found;
}

/** What CloudFormation would refuse of a resolver is refused here, too. */
function resolverOf(asked: z.output<typeof resolverUpdate>, api: Api): Resolver {
  const stored = asked.code === undefined ? undefined : checkedCode(asked.code);
  const own = {
    typeName: asked.typeName,
    fieldName: asked.fieldName,
    ...(stored && { code: stored }),
  };
  if (asked.kind === 'PIPELINE') {
    const functionIds = asked.pipelineConfig?.functions ?? [];
    const missing = functionIds.find((id) => !api.functions.has(id));
    if (missing !== undefined) throw badRequest(`The API has no function ${missing}.`);
    return { ...own, kind: 'PIPELINE', functionIds };
  }
  const source = api.dataSources.get(asked.dataSourceName ?? '');
  if (!source) throw badRequest(`The API has no data source named ${asked.dataSourceName}.`);
  if (!stored && source.type !== 'AWS_LAMBDA')
    throw badRequest('Only a resolver on a Lambda data source may have no code.');
  return { ...own, kind: 'UNIT', dataSourceName: source.name, maxBatchSize: asked.maxBatchSize ?? 0 };
}

function checkedCode(source: string): Code {
  const stored = { source };
  translateCode(stored);
  return stored;
}

const describeResolver = (resolver: Resolver, { arn }: Api) => ({
  typeName: resolver.typeName,
  fieldName: resolver.fieldName,
  resolverArn: `${arn}/types/${resolver.typeName}/resolvers/${resolver.fieldName}`,
  kind: resolver.kind,
  ...(resolver.kind === 'UNIT'
    ? { dataSourceName: resolver.dataSourceName, maxBatchSize: resolver.maxBatchSize }
    : { pipelineConfig: { functions: resolver.functionIds } }),
  ...(resolver.code && { runtime: RUNTIME, code: resolver.code.source }),
});
