import type { AppsyncFunction } from 'aws-cdk-lib/aws-appsync';
import type { Platform } from '../platform/Platform.ts';
import { pipelineFunction } from './pipelineFunction.ts';

/** The step that sends `ctx.stash.message` to `ctx.stash.queueUrl`: made once an API, shared by its mutations. */
export const enqueueFunction = (platform: Platform): AppsyncFunction => {
  const made = platform.api.node.tryFindChild('Enqueue') as AppsyncFunction | undefined;
  return (
    made ??
    pipelineFunction(platform.api, 'Enqueue', {
      platform,
      dataSource: platform.sources.queues,
      path: 'enqueue',
    })
  );
};
