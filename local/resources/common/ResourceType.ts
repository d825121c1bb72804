import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { newTraceId } from '../../platform/traceIds.ts';
import type { Services } from '../../services/Services.ts';

/** Creates the resources of one CloudFormation type. Each type has a file of its own and is listed in `resourceTypes.ts`. */
export interface ResourceType {
  /** The supported properties; any other property is refused by name. */
  readonly properties: z.ZodType;
  create(properties: unknown, context: ResourceContext): Created | Promise<Created>;
}

export interface Created {
  /** What `Ref` returns. */
  readonly ref: string;
  /** What `Fn::GetAtt` returns, by attribute name; a dotted name is one key. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

export interface ResourceContext {
  readonly world: World;
  readonly services: Services;
  readonly stackName: string;
  readonly logicalId: string;
  /**
   * Returns the name that CloudFormation would generate, `stack-logicalId-suffix`, cut to `maxLength`. The suffix
   * depends only on stack and logical id, so a name stays the same after a restart. @default 64
   */
  physicalName(maxLength?: number): string;
}

/** Defines a resource type: `create` gets what the schema parsed. */
export const defineResource = <Schema extends z.ZodType>(
  properties: Schema,
  create: (properties: z.output<Schema>, context: ResourceContext) => Created | Promise<Created>,
): ResourceType => ({ properties, create });

/**
 * Returns the name that CloudFormation would generate. Its suffix is derived from the stack and the logical id, so
 * a name stays the same from one start to the next.
 */
export function physicalName(stackName: string, logicalId: string, maxLength = 64): string {
  const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest();
  const suffix = [...digest.subarray(0, 12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  const readable = `${stackName}-${logicalId}`;
  return `${readable.slice(0, maxLength - suffix.length - 1)}-${suffix}`;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** The context of CloudFormation's own calls. They have no caller, and each is a request of its own. */
export const cloudFormationCall = ({ account, clock, random }: World): Call => ({
  traceId: newTraceId(clock.now(), random),
  principal: {
    arn: `arn:${account.partition}:iam::${account.accountId}:role/CloudFormation`,
    accessKeyId: '',
  },
});
