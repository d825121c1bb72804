import type { World } from '../../../platform/World.ts';
import type { AppSync } from '../AppSync.ts';
import { apiActions } from './actions/apis.ts';
import { dataSourceActions } from './actions/dataSources.ts';
import { functionActions } from './actions/functions.ts';
import { resolverActions } from './actions/resolvers.ts';
import type { ApiAddresses, AppSyncManagement } from './AppSyncManagement.ts';
import { notFound } from './errors.ts';
import type { ManagedApis } from './ManagedApis.ts';

export function createAppSyncManagement(world: World, appsync: AppSync): AppSyncManagement {
  let addresses: ApiAddresses | undefined;
  const managed: ManagedApis = {
    account: world.account,
    all: appsync.apis,
    stage: appsync.stage,
    find(apiId) {
      const api = appsync.api(apiId);
      if (!api) throw notFound(`GraphQL API ${apiId} not found.`);
      return api;
    },
    addressesOf({ apiId }) {
      if (!addresses || appsync.apis()[0]?.apiId === apiId) return addresses;
      const own = (url: string) => url.replace(/\/graphql(?=$|\/)/, `/${apiId}/graphql`);
      return { graphqlUrl: own(addresses.graphqlUrl), realtimeUrl: own(addresses.realtimeUrl) };
    },
  };
  return {
    actions: {
      ...apiActions(managed),
      ...dataSourceActions(managed),
      ...functionActions(managed),
      ...resolverActions(managed),
    },
    serveAt(given) {
      addresses = given;
    },
  };
}
