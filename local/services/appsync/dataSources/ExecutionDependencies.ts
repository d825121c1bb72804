import type { HttpResponse } from '../../../platform/HttpMessage.ts';
import type { DynamoDb } from '../../dynamodb/DynamoDb.ts';
import type { Iam } from '../../iam/Iam.ts';
import type { Lambda } from '../../lambda/Lambda.ts';

/** What data sources reach. */
export interface ExecutionDependencies {
  readonly dynamodb: DynamoDb;
  readonly lambda: Lambda;
  readonly iam: Iam;
  /** Answers any URL: AWS's own endpoints inside the cloud, others over the network. */
  readonly http: (request: OutgoingRequest) => Promise<HttpResponse>;
}

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
