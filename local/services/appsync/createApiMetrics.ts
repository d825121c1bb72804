import { seriesOf } from '../../platform/metrics/seriesOf.ts';
import type { World } from '../../platform/World.ts';
import type { Api } from './Api.ts';

/**
 * What an API tells CloudWatch. An operation that ran is answered with status 200 whatever its resolvers met, so their
 * errors are in neither of the error metrics.
 * https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#cw-metrics
 */
export interface ApiMetrics {
  answered(status: number, latencyMs: number): void;
  connected(outcome: 'Success' | 'ClientError' | 'ServerError'): void;
  disconnected(): void;
  subscribed(outcome: 'Success' | 'ClientError' | 'ServerError'): void;
  unsubscribed(): void;
  published(bytes: number): void;
  publishFailed(): void;
}

/** Returns the metrics of each API: the same ones each time. */
export function apiMetricsIn(world: World): (api: Api) => ApiMetrics {
  // By id: an update puts another object in an API's place.
  const known = new Map<string, ApiMetrics>();
  return ({ apiId }) => {
    const metrics = known.get(apiId) ?? createApiMetrics(world, apiId);
    known.set(apiId, metrics);
    return metrics;
  };
}

function createApiMetrics({ metrics }: World, apiId: string): ApiMetrics {
  const series = seriesOf(metrics, 'AWS/AppSync', { GraphQLAPIId: apiId });
  const requests = series('Requests');
  const clientErrors = series('4XXError');
  const serverErrors = series('5XXError');
  const latency = series('Latency', 'Milliseconds');
  const publications = series('PublishDataMessageSuccess');
  const publicationSize = series('PublishDataMessageSize', 'Bytes');
  const activeConnections = series('ActiveConnections');
  const activeSubscriptions = series('ActiveSubscriptions');
  let connections = 0;
  let subscriptions = 0;

  const countConnections = (change: 1 | -1) => {
    connections += change;
    activeConnections.record(connections);
  };
  const countSubscriptions = (change: 1 | -1) => {
    subscriptions += change;
    activeSubscriptions.record(subscriptions);
  };

  return {
    answered(status, latencyMs) {
      requests.record(1);
      clientErrors.record(status >= 400 && status < 500 ? 1 : 0);
      serverErrors.record(status >= 500 ? 1 : 0);
      latency.record(latencyMs);
    },
    connected(outcome) {
      series(`Connect${outcome}`).record(1);
      if (outcome === 'Success') countConnections(1);
    },
    disconnected() {
      series('DisconnectSuccess').record(1);
      countConnections(-1);
    },
    subscribed(outcome) {
      series(`Subscribe${outcome}`).record(1);
      if (outcome === 'Success') countSubscriptions(1);
    },
    unsubscribed() {
      series('UnsubscribeSuccess').record(1);
      countSubscriptions(-1);
    },
    published(bytes) {
      publications.record(1);
      publicationSize.record(bytes);
    },
    publishFailed: () => series('PublishDataMessageServerError').record(1),
  };
}
