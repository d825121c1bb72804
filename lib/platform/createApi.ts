import { Expiration, Validations } from 'aws-cdk-lib';
import {
  type AuthorizationMode,
  AuthorizationType,
  type BaseDataSource,
  type CfnGraphQLApi,
  Definition,
  GraphqlApi,
  IntrospectionConfig,
  SchemaFile,
} from 'aws-cdk-lib/aws-appsync';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type DocumentNode, parse } from 'graphql';
import { noteBundle } from '../bundles/noteBundle.ts';
import { removalPolicyOf, type Settings } from './settings.ts';

const apiKey = ({ apiKeyExpires }: Settings): AuthorizationMode => ({
  authorizationType: AuthorizationType.API_KEY,
  apiKeyConfig: { expires: apiKeyExpires ? Expiration.atDate(new Date(apiKeyExpires)) : undefined },
});

/** The field that writes raw events, and its input. */
const CHAOS_DOOR = ['Mutation.simulateRawEvent', 'RawEventInput'];

/** The schema as it is written, without what leads through the chaos door where that is shut. */
const definitionOf = ({ chaosDoor }: Settings, schemaFile: string) => {
  const schema = SchemaFile.fromAsset(schemaFile);
  if (!chaosDoor) schema.definition = cutFromSchema(schema.definition, CHAOS_DOOR);
  return Definition.fromSchema(schema);
};

export interface ApiProps {
  readonly settings: Settings;
  readonly users: IUserPool;
  readonly table: ITable;
  /** Path of the schema's SDL. */
  readonly schemaFile: string;
}

/** The GraphQL API: users sign in by Cognito, our own rules by IAM, and a development stage also has an API key. */
export const createApi = (scope: Construct, { settings, users, table, schemaFile }: ApiProps) => {
  const api = new GraphqlApi(scope, 'Api', {
    name: `Frontdesk-${settings.stage}`,
    definition: definitionOf(settings, schemaFile),
    authorizationConfig: {
      defaultAuthorization: {
        authorizationType: AuthorizationType.USER_POOL,
        userPoolConfig: { userPool: users },
      },
      additionalAuthorizationModes: [
        { authorizationType: AuthorizationType.IAM },
        ...(settings.development ? [apiKey(settings)] : []),
      ],
    },
    introspectionConfig: settings.introspection ? IntrospectionConfig.ENABLED : IntrospectionConfig.DISABLED,
    queryDepthLimit: settings.queryDepthLimit,
    resolverCountLimit: settings.resolverCountLimit,
    xrayEnabled: true,
    // What resolvers read as `ctx.env`.
    environmentVariables: {
      TABLE_NAME: table.tableName,
      HOLD_HOURS: String(settings.holdHours),
      EVENT_TTL_DAYS: String(settings.eventTtlDays),
      ORDER_CARDS: settings.orderCards,
      TEXT_PREFIXES: settings.textPrefixes,
    },
  });
  addApiLogs(api, settings);
  if (settings.chaosDoor) noteBundle(api.node.findChild('Schema'), { kind: 'schema' });
  return api;
};

/**
 * Logs what fails, to a log group made here under the name AppSync gives it, by a role that may write
 * to no other. Set on the L1: the library's `logConfig` brings a Lambda that sets the retention, and a
 * role for every log group of the account.
 * https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
 */
const addApiLogs = (api: GraphqlApi, settings: Settings) => {
  const role = new Role(api, 'LogRole', { assumedBy: new ServicePrincipal('appsync.amazonaws.com') });
  // The library's own name of its L1 construct.
  const resource = api.node.findChild('Resource') as CfnGraphQLApi;
  resource.logConfig = {
    cloudWatchLogsRoleArn: role.roleArn,
    fieldLogLevel: 'ERROR',
    excludeVerboseContent: true,
  };
  createLogGroup(api, settings).grantWrite(role);
  Validations.of(api).acknowledge({
    id: 'AwsSolutions-ASC3',
    reason:
      'Requests and errors are logged; verbose content is not, being what people wrote about themselves.',
  });
};

const createLogGroup = (api: GraphqlApi, settings: Settings) =>
  new LogGroup(api, 'Logs', {
    logGroupName: `/aws/appsync/apis/${api.apiId}`,
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: removalPolicyOf(settings),
  });

/**
 * SDL without the types (`Name`) and fields (`Type.name`) named; all else stays as it is written. A name
 * that is not there is no fault: what still has no resolver is found by the checks.
 */
export const cutFromSchema = (sdl: string, names: readonly string[]): string =>
  nodesOf(parse(sdl))
    .filter(({ name }) => names.includes(name))
    .sort((one, other) => other.start - one.start)
    .reduce((text, { start, end }) => text.slice(0, start).trimEnd() + text.slice(end), sdl);

/** Every type and field by its name, with where it is written, its description included. */
const nodesOf = ({ definitions }: DocumentNode) =>
  definitions.flatMap((definition) => {
    if (!('name' in definition) || !definition.name) return [];
    const type = definition.name.value;
    const fields = 'fields' in definition ? (definition.fields ?? []) : [];
    return [
      placed(type, definition.loc),
      ...fields.map(({ name, loc }) => placed(`${type}.${name.value}`, loc)),
    ];
  });

const placed = (name: string, loc: { readonly start: number; readonly end: number } | undefined) => {
  if (!loc) throw new Error(`${name} was parsed without its place`);
  return { name, start: loc.start, end: loc.end };
};

/** The data source of resolvers that read and write nothing. */
export const createNoneSource = (api: GraphqlApi): BaseDataSource =>
  api.addNoneDataSource('NoneSource', { name: 'none' });
