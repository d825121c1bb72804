/** What CloudWatch tells metrics apart by: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Dimensions;
}

/** Values by name. Data with other dimensions is another metric: nothing is added up over them. */
export type Dimensions = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html: the units that AWS's own services use here. */
export type OwnUnit = 'Bytes' | 'Count' | 'Milliseconds' | 'None' | 'Seconds';

/** The same text for the same metric, whatever the order of its dimensions. */
export const metricKey = ({ namespace, metricName, dimensions }: Metric): string =>
  JSON.stringify([namespace, metricName, ...Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);

export const MINUTE_MS = 60_000;

/** Minutes since the epoch: data is kept by the minute, as AWS keeps it at the standard resolution. */
export const minuteOf = (epochMs: number) => Math.floor(epochMs / MINUTE_MS);
