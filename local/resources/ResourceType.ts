import type { z } from 'zod';
import type { Services } from '../services/Services.ts';
import type { World } from '../platform/World.ts';

/** How one CloudFormation resource type is made. One file each, listed in `resourceTypes.ts`. */
export interface ResourceType {
  /** What is understood of its properties; any other property is refused by name. */
  readonly properties: z.ZodType;
  create(properties: any, context: ResourceContext): Created | Promise<Created>;
}

export interface Created {
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives, by attribute name; a dotted name is one key. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

export interface ResourceContext {
  readonly world: World;
  readonly services: Services;
  readonly stackName: string;
  readonly logicalId: string;
  /**
   * The name CloudFormation would make up, `stack-logicalId-suffix`, cut to `maxLength`. The suffix
   * depends only on the two, so a name outlives restarts. @default 64
   */
  physicalName(maxLength?: number): string;
}

/** Ties a schema to the function that is given what it parsed. */
export const defineResource = <Schema extends z.ZodType>(
  properties: Schema,
  create: (properties: z.output<Schema>, context: ResourceContext) => Created | Promise<Created>,
): ResourceType => ({ properties, create });
