import { z } from 'zod';
import { matching } from '../../../../platform/checkInput.ts';
import type { Actions } from '../../../../platform/Call.ts';
import type { Api, PipelineFunction } from '../../Api.ts';
import { translateCode } from '../../runtime/translateCode.ts';
import { badRequest, notFound, parseInput } from '../errors.ts';
import { code, maxBatchSize, noTemplates, ofApi, page, pageOf, runtime, RUNTIME } from '../inputs.ts';
import type { ManagedApis } from '../ManagedApis.ts';

const oneFunction = z.object({ ...ofApi, functionId: z.string() });
const functionsPage = z.object({ ...ofApi, ...page });
const functionUpdate = z.object({
  ...ofApi,
  functionId: z.string(),
  name: matching(1, 65_536, '[_A-Za-z][_0-9A-Za-z]*'),
  dataSourceName: z.string(),
  code,
  runtime,
  maxBatchSize,
  ...noTemplates,
});

/** What can be asked of and changed in functions of pipelines. */
export const functionActions = (managed: ManagedApis): Actions => ({
  /** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListFunctions.html */
  async ListFunctions(input: unknown) {
    const asked = parseInput(functionsPage, input);
    const api = managed.find(asked.apiId);
    const { items, ...next } = pageOf([...api.functions.values()], asked);
    return { functions: items.map((found) => describeFunction(found, api)), ...next };
  },
  /** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetFunction.html */
  async GetFunction(input: unknown) {
    const { apiId, functionId } = parseInput(oneFunction, input);
    const api = managed.find(apiId);
    return { functionConfiguration: describeFunction(functionIn(api, functionId), api) };
  },
  /**
   * From the next request on, and until the cloud ends or an update of its template changes the function.
   * https://docs.aws.amazon.com/appsync/latest/APIReference/API_UpdateFunction.html
   */
  async UpdateFunction(input: unknown) {
    const { apiId, functionId, ...given } = parseInput(functionUpdate, input);
    functionIn(managed.find(apiId), functionId);
    const staged = managed.stage();
    const api = staged.api(apiId) ?? managed.find(apiId);
    if (!api.dataSources.has(given.dataSourceName))
      throw badRequest(`The API has no data source named ${given.dataSourceName}.`);
    const stored = { source: given.code };
    translateCode(stored);
    const { name, dataSourceName, maxBatchSize: size } = given;
    const changed = {
      functionId,
      name,
      dataSourceName,
      code: stored,
      ...(size !== undefined && { maxBatchSize: size }),
    };
    api.functions.set(functionId, changed);
    staged.commit();
    return { functionConfiguration: describeFunction(changed, api) };
  },
});

function functionIn({ functions }: Api, functionId: string): PipelineFunction {
  const found = functions.get(functionId);
  if (!found) throw notFound(`Function ${functionId} not found.`);
  return found;
}

const describeFunction = (found: PipelineFunction, { arn }: Api) => ({
  functionId: found.functionId,
  functionArn: `${arn}/functions/${found.functionId}`,
  name: found.name,
  dataSourceName: found.dataSourceName,
  functionVersion: '2018-05-29',
  maxBatchSize: found.maxBatchSize ?? 0,
  runtime: RUNTIME,
  code: found.code.source,
});
