import type { BaseDataSource, GraphqlApi, HttpDataSource } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Bundles } from '../bundles/createBundles.ts';
import type { Announced } from './eventPipes.ts';
import type { Settings } from './settings.ts';

/** What every domain is built on: made once by the Service stack, handed to each construct. */
export interface Platform {
  readonly api: GraphqlApi;
  readonly table: ITable;
  readonly bus: IEventBus;
  /** What resolvers read and write: the table, SQS over signed HTTP, and nothing at all. */
  readonly sources: Sources;
  /** Where an event goes that a rule could not deliver to its target. */
  readonly undelivered: IQueue;
  /** What the pipe lets through to the bus. */
  readonly announced: Announced;
  readonly settings: Settings;
  readonly bundles: Bundles;
}

export interface Sources {
  readonly table: BaseDataSource;
  readonly queues: HttpDataSource;
  readonly none: BaseDataSource;
}
