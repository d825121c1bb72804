import type { Scene } from './Scene.ts';

/** An alarm of the templates as far as its provocation has to know it. */
export interface Alarm {
  readonly name: string;
  /** Its construct, for readers. */
  readonly path: string;
  readonly namespace: string;
  readonly metricNames: readonly string[];
  /** Of its first metric, by name. */
  readonly dimensions: Readonly<Record<string, string>>;
}

interface Metric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

/** Every alarm that is deployed, whichever stack it is in. */
export const alarmsOf = (scene: Scene): Alarm[] =>
  scene.resources('AWS::CloudWatch::Alarm').map(({ ref: name, path, properties }) => {
    const metrics = metricsOf(properties);
    const [first] = metrics;
    return {
      name,
      path: path.replace(/\/Resource$/, ''),
      namespace: first!.Namespace,
      metricNames: [...new Set(metrics.map(({ MetricName }) => MetricName))],
      dimensions: Object.fromEntries(first!.Dimensions.map(({ Name, Value }) => [Name, Value])),
    };
  });

/** One metric, or those that an expression reads. */
function metricsOf(properties: Readonly<Record<string, any>>): Metric[] {
  const { Metrics } = properties;
  if (!Metrics) return [properties as Metric];
  return Metrics.flatMap(({ MetricStat }: any) => (MetricStat ? [MetricStat.Metric] : []));
}
