import type { GraphQLSchema } from 'graphql';

/** One GraphQL API and all that was deployed into it. */
export interface Api {
  readonly apiId: string;
  readonly arn: string;
  readonly name: string;
  /** `arn:…:endpoints/graphql-api/<id>`, what EventBridge targets. */
  readonly endpointArn: string;
  /** The default mode first. */
  readonly authModes: readonly AuthMode[];
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly introspection: boolean;
  /** 0 for none. */
  readonly queryDepthLimit: number;
  /** 0 for AppSync's own 10,000. */
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

/** The two handlers of one APPSYNC_JS module. */
export interface Code {
  readonly source: string;
}

export interface PipelineFunction {
  readonly functionId: string;
  readonly name: string;
  readonly dataSourceName: string;
  readonly code: Code;
  /** Items of one Lambda BatchInvoke. @default 0, AppSync's own */
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
