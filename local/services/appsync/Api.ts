import type { GraphQLSchema } from 'graphql';
import type { Rewriting } from './runtime/Rewriting.ts';

/** One GraphQL API with its schema, data sources, functions, resolvers and keys. */
export interface Api {
  readonly apiId: string;
  readonly arn: string;
  readonly name: string;
  /** `arn:…:endpoints/graphql-api/<id>`, the target of an EventBridge rule. */
  readonly endpointArn: string;
  /** The default mode first. */
  readonly authModes: readonly AuthMode[];
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly introspection: boolean;
  /** 0 for none. */
  readonly queryDepthLimit: number;
  /** 0 for AppSync's default of 10,000. */
  readonly resolverCountLimit: number;
  /** Filled by later resources: */
  schema: GraphQLSchema | undefined;
  readonly dataSources: Map<string, DataSource>;
  /** By function id. */
  readonly functions: Map<string, PipelineFunction>;
  /** By `Type.field`. */
  readonly resolvers: Map<string, Resolver>;
  /** By the key itself. */
  readonly apiKeys: Map<string, ApiKey>;
}

export type AuthMode =
  | { readonly type: 'API_KEY' }
  | { readonly type: 'AWS_IAM' }
  | {
      readonly type: 'AMAZON_COGNITO_USER_POOLS';
      readonly userPoolId: string;
      readonly appIdClientRegex?: string;
      readonly defaultAction: 'ALLOW' | 'DENY';
    };

export interface ApiKey {
  /** Epoch seconds. */
  readonly expires: number;
}

export type DataSource = { readonly name: string } & (
  | { readonly type: 'NONE' }
  | { readonly type: 'AMAZON_DYNAMODB'; readonly tableName: string; readonly roleArn: string }
  | { readonly type: 'AWS_LAMBDA'; readonly functionArn: string; readonly roleArn: string }
  | {
      readonly type: 'HTTP';
      /** Scheme, host and port. */
      readonly endpoint: string;
      readonly roleArn?: string;
      readonly signing?: { readonly region: string; readonly service: string };
    }
);

/** An APPSYNC_JS module with a request and a response handler. */
export interface Code {
  readonly source: string;
  /** How it becomes a script, where an earlier start has found that out. @default - it is parsed when it first runs */
  readonly rewriting?: () => Rewriting;
}

export interface PipelineFunction {
  readonly functionId: string;
  readonly name: string;
  readonly dataSourceName: string;
  readonly code: Code;
  /** How many items one Lambda BatchInvoke may have. @default 0, AppSync's own limit */
  readonly maxBatchSize?: number;
}

export type Resolver = {
  readonly typeName: string;
  readonly fieldName: string;
} & (
  | {
      readonly kind: 'UNIT';
      readonly dataSourceName: string;
      readonly code?: Code;
      readonly maxBatchSize: number;
    }
  | { readonly kind: 'PIPELINE'; readonly functionIds: readonly string[]; readonly code?: Code }
);
