import { OperatorError } from '../../platform/errors.ts';
import type { Api } from '../../services/appsync/Api.ts';
import type { ResourceContext } from '../ResourceType.ts';

/** The API a resource belongs to. */
export function apiOf(apiId: string, { services, logicalId }: ResourceContext): Api {
  const api = services.appsync.api(apiId);
  if (!api)
    throw new OperatorError(`${logicalId} belongs to the AppSync API ${apiId}, which does not exist.`);
  return api;
}
