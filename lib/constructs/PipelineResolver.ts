import {
  AppsyncFunction,
  type BaseDataSource,
  Code,
  FunctionRuntime,
  Resolver,
} from 'aws-cdk-lib/aws-appsync';
import { Construct } from 'constructs';
import { basename } from 'node:path';
import { noteBundle } from '../bundles/noteBundle.ts';
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
      code: Code.fromInline(pipelineCode(props.stash ?? {})),
    });
  }
}

/** The pipeline's own code: it fills the stash before the first function, and answers what the last one answered. */
const pipelineCode = (stash: Readonly<Record<string, string>>) =>
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

export interface StepFunctionProps {
  readonly platform: Platform;
  readonly dataSource: BaseDataSource;
  /** Its file below `resolvers/`, without `.ts`: `orders/createOrder`. */
  readonly path: string;
  /** The export that is this step, such as `claim`. @default - the file exports `request` and `response` */
  readonly step?: string;
}

/** One function of a pipeline, named in AppSync after its field and step: `createOrder_claim`. */
export const stepFunction = (
  scope: Construct,
  id: string,
  { platform, dataSource, path, step }: StepFunctionProps,
) => {
  const appsyncFunction = new AppsyncFunction(scope, id, {
    api: platform.api,
    name: [basename(path), step].filter(Boolean).join('_'),
    description: [`resolvers/${path}.ts`, step].filter(Boolean).join(' '),
    dataSource,
    code: Code.fromInline(platform.bundles.resolver(path, step)),
    runtime: FunctionRuntime.JS_1_0_0,
  });
  noteBundle(appsyncFunction, { kind: 'resolver', path, ...(step !== undefined && { step }) });
  return appsyncFunction;
};

/** `validate` as a construct's id, or a part of it: `Validate`. */
export const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
