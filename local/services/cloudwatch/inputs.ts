import { z } from 'zod';
import { integer, listOf, text } from '../../platform/checkInput.ts';
import type { Dimensions } from '../../platform/metrics/Metric.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
export const standardUnit = z.enum([
  'Seconds',
  'Microseconds',
  'Milliseconds',
  'Bytes',
  'Kilobytes',
  'Megabytes',
  'Gigabytes',
  'Terabytes',
  'Bits',
  'Kilobits',
  'Megabits',
  'Gigabits',
  'Terabits',
  'Percent',
  'Count',
  'Bytes/Second',
  'Kilobytes/Second',
  'Megabytes/Second',
  'Gigabytes/Second',
  'Terabytes/Second',
  'Bits/Second',
  'Kilobits/Second',
  'Megabits/Second',
  'Gigabits/Second',
  'Terabits/Second',
  'Count/Second',
  'None',
]);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html: at most 30 */
export const dimensionList = listOf(z.object({ Name: text(1, 255), Value: text(1, 1024) }), 30);

export const metricName = text(1, 255);
export const namespace = text(1, 255);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html */
const metricStat = z.object({
  Metric: z.object({
    Namespace: namespace.optional(),
    MetricName: metricName.optional(),
    Dimensions: dimensionList.optional(),
  }),
  Period: integer(1, 86_400),
  Stat: z.string(),
  Unit: standardUnit.optional(),
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
export const metricDataQuery = z.object({
  Id: text(1, 255),
  MetricStat: metricStat.optional(),
  Expression: text(1, 2048).optional(),
  Label: z.string().optional(),
  ReturnData: z.boolean().optional(),
  Period: integer(1, 86_400).optional(),
  AccountId: text(1, 255).optional(),
});

export type MetricDataQuery = z.output<typeof metricDataQuery>;
export type MetricStat = z.output<typeof metricStat>;

export const dimensionsOf = (
  list: readonly { readonly Name: string; readonly Value: string }[] = [],
): Dimensions => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));

export const dimensionsToList = (dimensions: Dimensions) =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

/** A moment in a request: seconds since the epoch, which SDKs send with a fraction. */
export const timestamp = z.number().transform((seconds) => Math.round(seconds * 1000));

/** A moment in an answer. */
export const epochSeconds = (epochMs: number) => epochMs / 1000;
