import type { Metrics } from '../platform/metrics/createMetrics.ts';
import { PROMETHEUS_TYPE, prometheusText } from '../platform/metrics/prometheusText.ts';
import { isLocal } from './createOriginPolicy.ts';
import { isRead, withoutQuery } from './readRequest.ts';
import { refusal, refusals } from './refusals.ts';
import type { Route } from './serveGraphql.ts';

/**
 * `GET /metrics`: what CloudWatch counts, for Prometheus. It names resources and how busy they are, so it is for programs of
 * this machine, and for the pages that the operator allows.
 */
export const metricsRoute =
  (metrics: Metrics): Route =>
  async (request) => {
    if (!isRead(request) || withoutQuery(request.path) !== '/metrics') return undefined;
    if (request.sender === 'foreignPage') return refusals.foreignPage(request.headers['origin']);
    if (!isLocal(request))
      return refusal(403, 'AccessDeniedException', 'Metrics are shown to this machine alone.');
    return {
      status: 200,
      headers: { 'content-type': PROMETHEUS_TYPE, 'cache-control': 'no-store' },
      body: prometheusText(metrics),
    };
  };
