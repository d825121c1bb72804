import { Expiration } from 'aws-cdk-lib';
import {
  AuthorizationType,
  type AuthorizationMode,
  Definition,
  GraphqlApi,
  IntrospectionConfig,
  SchemaFile,
} from 'aws-cdk-lib/aws-appsync';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { addApiLogs } from './addApiLogs.ts';
import { cutFromSchema } from './cutFromSchema.ts';
import type { Settings } from './Settings.ts';

/** Resolvers one request may run. A page of 100 bookings, each with its user and apartment, is 201. */
const RESOLVER_COUNT_LIMIT = 500;

/** Deep enough for any page the clients show; introspection, in development, nests 15 levels. */
const queryDepthLimit = ({ development }: Settings) => (development ? 20 : 8);

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

/** The GraphQL API: people by Cognito, our own rules by IAM, and an API key where one develops. */
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
    introspectionConfig: settings.development ? IntrospectionConfig.ENABLED : IntrospectionConfig.DISABLED,
    queryDepthLimit: queryDepthLimit(settings),
    resolverCountLimit: RESOLVER_COUNT_LIMIT,
    xrayEnabled: true,
    // What resolvers read as `ctx.env`.
    environmentVariables: {
      TABLE_NAME: table.tableName,
      HOLD_HOURS: String(settings.holdHours),
      EVENT_TTL_DAYS: String(settings.eventTtlDays),
    },
  });
  addApiLogs(api, settings);
  return api;
};
