import {
  AppsyncFunction,
  type BaseDataSource,
  Code,
  FunctionRuntime,
  Resolver,
} from 'aws-cdk-lib/aws-appsync';
import { Construct } from 'constructs';
import type { Platform } from '../platform/Platform.ts';

export interface PipelineResolverProps {
  readonly platform: Platform;
  readonly typeName: string;
  readonly fieldName: string;
  /** Its functions in order; AppSync takes ten. The last one's result is the field's. */
  readonly functions: readonly AppsyncFunction[];
  /** What the functions find in `ctx.stash`; may hold values that are known at deployment only. @default - nothing */
  readonly stash?: Readonly<Record<string, string>>;
}

/** A field answered by several functions, one after the other. */
export class PipelineResolver extends Construct {
  constructor(scope: Construct, id: string, props: PipelineResolverProps) {
    super(scope, id);
    new Resolver(this, 'Resolver', {
      api: props.platform.api,
      typeName: props.typeName,
      fieldName: props.fieldName,
      runtime: FunctionRuntime.JS_1_0_0,
      pipelineConfig: [...props.functions],
      code: Code.fromInline(around(props.stash ?? {})),
    });
  }
}

/** The code around the functions: it fills the stash before the first and answers what the last one did. */
const around = (stash: Readonly<Record<string, string>>) =>
  [
    'export function request(ctx) {',
    ...Object.entries(stash).map(([name, value]) => `  ctx.stash.${name} = '${value}';`),
    '  return {};',
    '}',
    '',
    'export function response(ctx) {',
    '  return ctx.prev.result;',
    '}',
    '',
  ].join('\n');

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

/** `validate` as part of a construct's id: `Validate`. */
export const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
