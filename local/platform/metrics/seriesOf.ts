import type { Metrics } from './createMetrics.ts';
import type { Series } from './createSeries.ts';
import type { Dimensions, OwnUnit } from './Metric.ts';

/** Makes the series of one thing, such as a function, by the names of its metrics. */
export const seriesOf =
  (metrics: Metrics, namespace: string, dimensions: Dimensions) =>
  (metricName: string, unit: OwnUnit = 'Count'): Series =>
    metrics.series({ namespace, metricName, dimensions }, unit, { isDistribution: unit === 'Milliseconds' });
