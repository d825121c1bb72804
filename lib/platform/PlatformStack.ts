import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnGraphQLApi } from 'aws-cdk-lib/aws-appsync';
import { Construct } from 'constructs';
import type { Bundles } from '../bundles/createBundles.ts';
import { createAlarmTopic } from './alarmTopic.ts';
import { createAnnounced, createEventPipe, createStockPipe } from './eventPipes.ts';
import { createApi, createNoneSource } from './createApi.ts';
import { createDashboard } from './createDashboard.ts';
import { createFirewall } from './createFirewall.ts';
import type { DataStack } from './DataStack.ts';
import type { SharedPlatform } from './Platform.ts';
import type { Settings } from './settings.ts';
import { watchPlatform } from './watchPlatform.ts';

export interface PlatformStackProps extends StackProps {
  readonly settings: Settings;
  readonly data: DataStack;
  readonly bundles: Bundles;
  /** Path of the schema's SDL. */
  readonly schemaFile: string;
}

/**
 * What all domains are served through: the API with its schema, what resolvers read and write, the pipes from the
 * table's stream to the bus. It does not know the domains: none of its resources names one of theirs.
 */
export class PlatformStack extends Stack {
  readonly platform: SharedPlatform;

  constructor(
    scope: Construct,
    id: string,
    { settings, data, bundles, schemaFile, ...props }: PlatformStackProps,
  ) {
    super(scope, id, props);
    const { table, bus, users } = data;
    const api = createApi(this, { settings, users, table, schemaFile });
    if (settings.firewall) createFirewall(api, settings);
    createAlarmTopic(this, settings);
    watchPlatform(this, { settings, api, table });
    const announced = createAnnounced();
    const eventPipe = createEventPipe(this, { settings, table, bus, announced });
    const stockPipe = createStockPipe(this, { settings, table, bus });
    const pipeNames = [eventPipe.pipeName, stockPipe.pipeName];
    createDashboard(this, { settings, api, table, bus, pipeNames });

    // The L1 construct: the library's own gives the address no name.
    const { attrRealtimeUrl: realtimeUrl } = api.node.findChild('Resource') as CfnGraphQLApi;
    this.platform = {
      api,
      realtimeUrl,
      table,
      bus,
      settings,
      bundles,
      announced,
      webPaths: new Map(),
      sources: { none: createNoneSource(api) },
      subscriptions: new Construct(this, 'Subscriptions'),
    };
    this.announce();
    this.exportAll();
  }

  private announce() {
    const { api, realtimeUrl } = this.platform;
    new CfnOutput(this, 'GraphqlUrl', { value: api.graphqlUrl });
    new CfnOutput(this, 'RealtimeUrl', { value: realtimeUrl });
    new CfnOutput(this, 'Region', { value: this.region });
    if (api.apiKey) new CfnOutput(this, 'ApiKey', { value: api.apiKey });
  }

  /**
   * Exports what domains may import, whether or not one does: this stack is deployed before theirs, and
   * CloudFormation refuses to delete an export that a deployed stack still imports.
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
   */
  private exportAll() {
    const { api, realtimeUrl } = this.platform;
    for (const value of [api.apiId, api.arn, api.graphQLEndpointArn, api.graphqlUrl, realtimeUrl])
      this.exportValue(value);
  }
}
