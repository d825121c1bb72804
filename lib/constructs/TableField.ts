import { Code, FunctionRuntime, Resolver } from 'aws-cdk-lib/aws-appsync';
import { Construct } from 'constructs';
import { noteBundle } from '../bundles/noteBundle.ts';
import type { Platform } from '../platform/Platform.ts';
import { capitalized, stepFunction, PipelineResolver } from './PipelineResolver.ts';

export interface TableFieldProps {
  readonly platform: Platform;
  /** Folder under `resolvers/`, such as `orders`. */
  readonly domain: string;
  /** Type the field is on, such as `Query`. */
  readonly typeName: string;
  /** The field; names its file. */
  readonly field: string;
  /**
   * Steps of a pipeline, where the field takes several requests to the table: `['read', 'approve']` runs what
   * `<field>.ts` exports as `read`, then what it exports as `approve`.
   * @default - one request, by the file's `request` and `response`
   */
  readonly steps?: readonly string[];
  /**
   * `none` for a field that is computed from the request alone, such as a subscription's filter.
   * @default 'table'
   */
  readonly source?: 'table' | 'none';
}

/**
 * A field answered by the table itself, by code under `resolvers/<domain>/`.
 *
 * @example
 * new TableField(this, 'GetOrder', { platform, domain: 'orders', typeName: 'Query', field: 'getOrder' });
 */
export class TableField extends Construct {
  constructor(scope: Construct, id: string, props: TableFieldProps) {
    super(scope, id);
    if (props.steps) this.createPipeline(props, props.steps);
    else this.createUnit(props);
  }

  private createUnit({ platform, domain, typeName, field, source = 'table' }: TableFieldProps) {
    const resolver = new Resolver(this, 'Resolver', {
      api: platform.api,
      typeName,
      fieldName: field,
      dataSource: platform.sources[source],
      code: Code.fromInline(platform.bundles.resolver(`${domain}/${field}`)),
      runtime: FunctionRuntime.JS_1_0_0,
    });
    noteBundle(resolver, { kind: 'resolver', path: `${domain}/${field}` });
  }

  private createPipeline(
    { platform, domain, typeName, field, source = 'table' }: TableFieldProps,
    steps: readonly string[],
  ) {
    const functions = steps.map((step) =>
      stepFunction(this, capitalized(step), {
        platform,
        dataSource: platform.sources[source],
        path: `${domain}/${field}`,
        step,
      }),
    );
    new PipelineResolver(this, 'Field', { platform, typeName, fieldName: field, functions });
  }
}
