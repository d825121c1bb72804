import { arnOf } from '../../../platform/arns.ts';
import type { World } from '../../../platform/World.ts';
import { accessDeniedException } from '../../iam/authorization/accessDenied.ts';
import type { ServicePermissions } from '../../iam/authorization/guardActions.ts';

interface ApiRequest {
  readonly apiId?: unknown;
}

/** Only a whole API is a resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsappsync.html */
export function appSyncPermissions({ account }: World): ServicePermissions {
  const onAll = (name: string) => () => [{ action: `appsync:${name}`, resource: '*' }];
  return {
    denied: accessDeniedException(403),
    actions: {
      GetDataSource: onAll('GetDataSource'),
      GetFunction: onAll('GetFunction'),
      GetGraphqlApi: ({ apiId }: ApiRequest) =>
        typeof apiId === 'string'
          ? [{ action: 'appsync:GetGraphqlApi', resource: arnOf(account, 'appsync', `apis/${apiId}`) }]
          : [],
      GetIntrospectionSchema: onAll('GetIntrospectionSchema'),
      GetResolver: onAll('GetResolver'),
      GetSchemaCreationStatus: onAll('GetSchemaCreationStatus'),
      ListApiKeys: onAll('ListApiKeys'),
      ListDataSources: onAll('ListDataSources'),
      ListFunctions: onAll('ListFunctions'),
      ListGraphqlApis: onAll('ListGraphqlApis'),
      ListResolvers: onAll('ListResolvers'),
      ListResolversByFunction: onAll('ListResolversByFunction'),
      UpdateFunction: onAll('UpdateFunction'),
      UpdateResolver: onAll('UpdateResolver'),
    },
  };
}
