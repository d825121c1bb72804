/** What a client needs to reach the cloud; served as `/outputs.json`. */
export interface CloudDescription {
  /** Where the pages of the first distribution are. @default the assembly has none */
  readonly pageUrl?: string;
  /** What each event says. @default whoever started the cloud named no document of its events */
  readonly eventsUrl?: string;
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly graphqlTlsUrl: string;
  readonly apiKey: string | null;
  readonly region: string;
  readonly userPoolId: string | null;
  readonly userPoolClientId: string | null;
  readonly awsEndpointUrl: string;
  readonly tableName: string | null;
  /** What requests to the AWS endpoint must be signed with; null where any key will do. */
  readonly accessKey: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
  /** Queues that have dead letters, by their construct's path. */
  readonly queues: Readonly<Record<string, QueueDescription>>;
  /** Users somebody may sign in as. Whoever seeds the cloud fills it. */
  readonly users: readonly UserDescription[];
  /** Every stack's outputs, by stack name: what `cdk deploy --outputs-file` writes. */
  readonly stacks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface QueueDescription {
  readonly url: string;
  readonly arn: string;
  readonly deadLetterUrl: string;
  readonly deadLetterArn: string;
}

export interface UserDescription {
  readonly username: string;
  readonly password: string;
  readonly groups: readonly string[];
  /** Base 32, for an authenticator app; absent where no second factor was set up. */
  readonly totpSecret?: string;
}
