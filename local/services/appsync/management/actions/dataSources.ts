import { z } from 'zod';
import type { Actions } from '../../../../platform/Call.ts';
import type { Api, DataSource } from '../../Api.ts';
import { notFound, parseInput } from '../errors.ts';
import { ofApi, page, pageOf } from '../inputs.ts';
import type { ManagedApis } from '../ManagedApis.ts';

const oneSource = z.object({ ...ofApi, name: z.string() });
const sourcesPage = z.object({ ...ofApi, ...page });

/** What can be asked of data sources. */
export const dataSourceActions = (managed: ManagedApis): Actions => ({
  /** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListDataSources.html */
  async ListDataSources(input: unknown) {
    const asked = parseInput(sourcesPage, input);
    const api = managed.find(asked.apiId);
    const { items, ...next } = pageOf([...api.dataSources.values()], asked);
    return { dataSources: items.map((source) => describeSource(source, api, managed)), ...next };
  },
  /** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetDataSource.html */
  async GetDataSource(input: unknown) {
    const { apiId, name } = parseInput(oneSource, input);
    const api = managed.find(apiId);
    const source = api.dataSources.get(name);
    if (!source) throw notFound(`Data source ${name} not found.`);
    return { dataSource: describeSource(source, api, managed) };
  },
});

const describeSource = (source: DataSource, { arn }: Api, managed: ManagedApis) => ({
  dataSourceArn: `${arn}/datasources/${source.name}`,
  name: source.name,
  type: source.type,
  ...('roleArn' in source && { serviceRoleArn: source.roleArn }),
  ...configurationOf(source, managed),
});

function configurationOf(source: DataSource, { account: { region } }: ManagedApis): object {
  switch (source.type) {
    case 'NONE':
      return {};
    case 'AMAZON_DYNAMODB':
      return { dynamodbConfig: { tableName: source.tableName, awsRegion: region } };
    case 'AWS_LAMBDA':
      return { lambdaConfig: { lambdaFunctionArn: source.functionArn } };
    case 'HTTP':
      return { httpConfig: { endpoint: source.endpoint, ...(source.signing && signed(source.signing)) } };
  }
}

const signed = ({ region, service }: { readonly region: string; readonly service: string }) => ({
  authorizationConfig: {
    authorizationType: 'AWS_IAM',
    awsIamConfig: { signingRegion: region, signingServiceName: service },
  },
});
