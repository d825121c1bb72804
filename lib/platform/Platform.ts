import type { CfnOutput } from 'aws-cdk-lib';
import type { BackedDataSource, BaseDataSource, GraphqlApi, HttpDataSource } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Bundles } from '../bundles/createBundles.ts';
import type { Announced } from './eventPipes.ts';
import type { Settings } from './settings.ts';

/** What all domains share: made once by the Platform stack. */
export interface SharedPlatform {
  readonly api: GraphqlApi;
  /** Where subscriptions are asked for. */
  readonly realtimeUrl: string;
  readonly table: ITable;
  readonly bus: IEventBus;
  readonly sources: SharedSources;
  /**
   * Where the resolvers of subscriptions stand: with the schema. A subscription without its resolver is open to every
   * user and unfiltered, so it must not be without it while its domain's stack is not there yet or not any more.
   */
  readonly subscriptions: Construct;
  /** What the pipe lets through to the bus. */
  readonly announced: Announced;
  /**
   * What functions of domains answer at the web app's address, by its path there, such as `/calendar/*`: the outputs that say
   * where the functions are.
   */
  readonly webPaths: Map<string, CfnOutput>;
  readonly settings: Settings;
  readonly bundles: Bundles;
}

/** Nothing at all. */
export interface SharedSources {
  readonly none: BaseDataSource;
}

/** What one domain is built on, handed to each construct: what all share, and what its own stack makes at first use. */
export interface Platform extends SharedPlatform {
  readonly sources: Sources;
  /** Where an event goes that a rule of this domain could not deliver to its target. */
  readonly undelivered: IQueue;
}

/** What resolvers read and write: the table as the domain may, its own queues over signed HTTP, and nothing at all. */
export interface Sources extends SharedSources {
  readonly table: BackedDataSource;
  readonly queues: HttpDataSource;
}
