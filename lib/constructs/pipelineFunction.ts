import { AppsyncFunction, type BaseDataSource, Code, FunctionRuntime } from 'aws-cdk-lib/aws-appsync';
import type { Construct } from 'constructs';
import type { Platform } from '../platform/Platform.ts';

export interface PipelineFunctionProps {
  readonly platform: Platform;
  readonly dataSource: BaseDataSource;
  /** Its file below `resolvers/`, without `.ts`: `orders/createOrder.claim`. */
  readonly path: string;
}

/** One step of a pipeline, named in AppSync after its file: `createOrder_claim`. */
export const pipelineFunction = (
  scope: Construct,
  id: string,
  { platform, dataSource, path }: PipelineFunctionProps,
) =>
  new AppsyncFunction(scope, id, {
    api: platform.api,
    name: path.replace(/^.*\//, '').replace(/\W/g, '_'),
    description: `resolvers/${path}.ts`,
    dataSource,
    code: Code.fromInline(platform.bundles.resolver(path)),
    runtime: FunctionRuntime.JS_1_0_0,
  });
