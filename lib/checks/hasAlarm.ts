import { referred, resourcesOf, type Template } from './Template.ts';

/** Whether some alarm watches this metric of this queue. */
export const hasAlarm = (template: Template, queueId: string, metricName: string) =>
  resourcesOf(template, 'AWS::CloudWatch::Alarm').some(
    ({ properties }) =>
      properties['MetricName'] === metricName &&
      properties['Dimensions']?.some((dimension: any) => referred(dimension.Value) === queueId),
  );
