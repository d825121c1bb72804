import type { Actions } from '../../platform/Call.ts';
import type { Services } from '../../services/Services.ts';
import { withoutQuery } from '../readRequest.ts';
import { cloudWatchShapes } from './cloudWatchShapes.ts';
import { NO_SHAPES, type QueryShapes } from './QueryShapes.ts';
import { sesVersion1 } from './sesVersion1.ts';
import { sqsShapes } from './sqsShapes.ts';

/** A service that is reached by the Query protocol. */
export interface QueryService {
  readonly actions: Actions;
  /** The namespace of its answers. */
  readonly namespace: string;
  readonly shapes: QueryShapes;
  /** Members of the input that the path of a request says, unless the form does. */
  readonly pathInput?: (path: string) => object;
}

/** The service of an API version, which is different for each: `2010-03-31` is SNS. */
export function queryServiceOf(version: string, services: Services): QueryService | undefined {
  switch (version) {
    case '2010-03-31':
      return service(services.sns, 'http://sns.amazonaws.com/doc/2010-03-31/');
    case '2010-05-15':
      return service(
        services.cloudformation,
        'http://cloudformation.amazonaws.com/doc/2010-05-15/',
        cloudFormationShapes,
      );
    case '2010-08-01':
      return service(
        services.cloudwatch,
        'http://monitoring.amazonaws.com/doc/2010-08-01/',
        cloudWatchShapes,
      );
    case '2010-12-01':
      return service(
        { actions: sesVersion1(services.ses.actions) },
        'http://ses.amazonaws.com/doc/2010-12-01/',
      );
    case '2011-06-15':
      return service(services.sts, 'https://sts.amazonaws.com/doc/2011-06-15/');
    case '2012-11-05':
      return {
        ...service(services.sqs, 'http://queue.amazonaws.com/doc/2012-11-05/', sqsShapes),
        // Documented: a queue's URL is where requests about it go.
        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
        pathInput: (path) => (path === '/' ? {} : { QueueUrl: withoutQuery(path) }),
      };
    default:
      return undefined;
  }
}

const service = (
  { actions }: { readonly actions: Actions },
  namespace: string,
  shapes = NO_SHAPES,
): QueryService => ({ actions, namespace, shapes });

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html */
const cloudFormationShapes: QueryShapes = {
  inputs: {},
  outputs: {
    CreationTime: 'time',
    LastUpdatedTime: 'time',
    LastUpdatedTimestamp: 'time',
    Timestamp: 'time',
  },
};
