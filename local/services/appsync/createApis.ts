import type { Api } from './Api.ts';
import type { Apis, StagedApis } from './AppSync.ts';

/** The APIs that are served, in the order of their creation. */
export function createApis(onCommit: (changed: readonly Api[], deletedIds: readonly string[]) => void) {
  const served = new Map<string, Api>();
  return {
    createApi: (api) => void served.set(api.apiId, api),
    deleteApi: (apiId) => void served.delete(apiId),
    api: (apiId) => served.get(apiId),
    apis: () => [...served.values()],
    stage: () => stageApis(served, onCommit),
  } satisfies Apis & { stage(): StagedApis };
}

/**
 * A request holds the API that it began with, so an API is never changed while it is served: it is copied when it is
 * first touched, and the copy takes its place. On AWS a request may meet half of a change; here it never does.
 */
function stageApis(
  served: Map<string, Api>,
  onCommit: (changed: readonly Api[], deletedIds: readonly string[]) => void,
): StagedApis {
  const touched = new Map<string, Api>();
  const deleted = new Set<string>();
  const touch = (apiId: string) => {
    const known = touched.get(apiId) ?? served.get(apiId);
    if (!known || deleted.has(apiId)) return undefined;
    const copy = touched.get(apiId) ?? copyOf(known);
    touched.set(apiId, copy);
    return copy;
  };
  return {
    createApi(api) {
      deleted.delete(api.apiId);
      touched.set(api.apiId, api);
    },
    deleteApi(apiId) {
      touched.delete(apiId);
      deleted.add(apiId);
    },
    api: touch,
    apis: () => [...new Set([...served.keys(), ...touched.keys()])].flatMap((apiId) => touch(apiId) ?? []),
    commit() {
      for (const apiId of deleted) served.delete(apiId);
      for (const [apiId, api] of touched) served.set(apiId, api);
      const changed = [...touched.values()];
      const gone = [...deleted];
      touched.clear();
      deleted.clear();
      onCommit(changed, gone);
    },
  };
}

const copyOf = (api: Api): Api => ({
  ...api,
  dataSources: new Map(api.dataSources),
  functions: new Map(api.functions),
  resolvers: new Map(api.resolvers),
  apiKeys: new Map(api.apiKeys),
});
