import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnGraphQLApi } from 'aws-cdk-lib/aws-appsync';
import type { Construct } from 'constructs';
import type { Bundles } from '../bundles/createBundles.ts';
import { DeadLetterQueue } from '../constructs/DeadLetterQueue.ts';
import { createAnnounced, createEventPipe, createStockPipe } from './eventPipes.ts';
import { createApi, createSources } from './createApi.ts';
import { createFirewall } from './createFirewall.ts';
import type { DataStack } from './DataStack.ts';
import type { Platform } from './Platform.ts';
import type { Settings } from './settings.ts';

/** Adds what one domain serves: its fields, mutations and workers. */
export type Domain = (scope: Construct, platform: Platform) => void;

export interface ServiceStackProps extends StackProps {
  readonly settings: Settings;
  readonly data: DataStack;
  readonly bundles: Bundles;
  /** Path of the schema's SDL. */
  readonly schemaFile: string;
  /** What is served, in any order. */
  readonly domains: readonly Domain[];
}

/** What serves requests and does the work. Deleting and recreating it loses only work in progress. */
export class ServiceStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { settings, data, bundles, schemaFile, domains, ...props }: ServiceStackProps,
  ) {
    super(scope, id, props);
    const { table, bus, users } = data;
    const api = createApi(this, { settings, users, table, schemaFile });
    if (settings.firewall) createFirewall(api, settings);
    const undelivered = this.createUndelivered(settings);
    const announced = createAnnounced();
    createEventPipe(this, { settings, table, bus, announced });
    createStockPipe(this, { settings, table, bus });

    const platform = {
      api,
      table,
      bus,
      settings,
      bundles,
      undelivered,
      announced,
      sources: createSources(api, table),
    };
    for (const domain of domains) domain(this, platform);
    this.announce(platform);
  }

  private createUndelivered(settings: Settings) {
    const contents = 'events a rule could not deliver';
    return new DeadLetterQueue(this, 'Undelivered', { settings, outputPrefix: 'Undelivered', contents })
      .queue;
  }

  private announce({ api }: Platform) {
    // The L1 construct: the library's own gives the address no name.
    const { attrRealtimeUrl } = api.node.findChild('Resource') as CfnGraphQLApi;
    new CfnOutput(this, 'GraphqlUrl', { value: api.graphqlUrl });
    new CfnOutput(this, 'RealtimeUrl', { value: attrRealtimeUrl });
    new CfnOutput(this, 'Region', { value: this.region });
    if (api.apiKey) new CfnOutput(this, 'ApiKey', { value: api.apiKey });
  }
}
