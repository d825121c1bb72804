import type { Dimensions, Metric } from './Metric.ts';

/**
 * The name of a metric, such as `aws_sqs_number_of_messages_sent`:
 * https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels
 */
export const nameOf = ({ namespace, metricName }: Pick<Metric, 'namespace' | 'metricName'>): string =>
  startingWithLetter(`${snakeCase(namespace)}_${snakeCase(metricName)}`);

/**
 * The labels of a metric's dimensions, such as `queue_name="jobs"`. Names that Prometheus keeps for itself get an underscore
 * at their end, and so does a second dimension that comes to the same name.
 */
export function labelsOf(dimensions: Dimensions): string {
  const taken = new Set(['le', 'quantile']);
  const labels = Object.entries(dimensions)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([dimension, value]) => {
      let name = startingWithLetter(snakeCase(dimension));
      while (taken.has(name)) name += '_';
      taken.add(name);
      return `${name}="${escapeValue(value)}"`;
    });
  return labels.join(',');
}

/** `GraphQLAPIId` is `graphql_api_id`: an acronym is a word, and AWS writes some of them oddly. */
const snakeCase = (text: string): string =>
  text
    .replaceAll('GraphQL', 'Graphql')
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '')
    .join('_');

const startingWithLetter = (name: string) => (/^[a-z]/.test(name) ? name : `x_${name}`);

const escapeValue = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
