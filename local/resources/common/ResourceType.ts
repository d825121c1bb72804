import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { newTraceId } from '../../platform/traceIds.ts';
import type { Code } from '../../services/appsync/Api.ts';
import type { Services } from '../../services/Services.ts';

/** Creates the resources of one CloudFormation type. Each type has a file of its own and is listed in `resourceTypes.ts`. */
export interface ResourceType {
  /** The supported properties; any other property is refused by name. */
  readonly properties: z.ZodType;
  create(properties: unknown, context: ResourceContext): Created | Promise<Created>;
  /** How a running resource is changed and removed. */
  readonly lifecycle: Lifecycle<unknown>;
}

/** What becomes of a resource when another version of its template is deployed. */
export interface Lifecycle<Properties> {
  /**
   * The properties of which CloudFormation documents that their update requires replacement.
   * `test/local/resources/replacements.test.ts` holds them to its own specification.
   */
  readonly replacedBy: readonly string[];
  /** Returns further properties whose change requires replacement, where that depends on their values. @default none */
  furtherReplacedBy?(before: Properties, after: Properties): readonly string[];
  /** Throws for a change that the service refuses. @default none */
  checkUpdate?(before: Properties, after: Properties): void;
  /** Attributes that change with some properties. @default none */
  readonly changedAttributes?: Readonly<Record<string, readonly string[]>>;
  /**
   * The properties that name it, where its template gives them all: there is one of each name, so it cannot be replaced
   * under the same one. @default it always has a name of its own
   */
  readonly identifiedBy?: readonly string[];
  /** Whether `create`, `update` and `remove` change nothing but staged services, so that they can be rehearsed. @default false */
  readonly isStaged?: boolean;
  /** Changes it in place: `Ref` stays. */
  update(
    properties: Properties,
    context: ResourceContext,
    before: Existing<Properties>,
  ): Created | Promise<Created>;
  remove(existing: Existing<Properties>, context: ResourceContext): void | Promise<void>;
  /** Throws where a resource that does not change itself cannot stay among what changes. @default it can */
  recheck?(existing: Existing<Properties>, context: ResourceContext): void;
}

/** A resource as it was last created or updated. */
export interface Existing<Properties> extends Created {
  readonly properties: Properties;
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
  /** Returns code that was stored by an earlier start, so that nothing in it needs to be checked. @default none was */
  readonly knownCode?: ((source: string) => Code | undefined) | undefined;
  /**
   * Returns the name that CloudFormation would generate, `stack-logicalId-suffix`, cut to `maxLength`. The suffix
   * depends only on stack and logical id, so a name stays the same after a restart. @default 64
   */
  physicalName(maxLength?: number): string;
}

type Create<Properties> = (properties: Properties, context: ResourceContext) => Created | Promise<Created>;

/**
 * Defines a resource type: `create` gets what the schema parsed. Where no `update` is given, `create` is called again:
 * a resource has the same name and draws the same ids each time, and puts itself in its own place.
 */
export const defineResource = <Schema extends z.ZodType>(
  properties: Schema,
  create: Create<z.output<Schema>>,
  lifecycle: Omit<Lifecycle<z.output<Schema>>, 'update'> & Partial<Lifecycle<z.output<Schema>>>,
): ResourceType => ({ properties, create, lifecycle: { update: create, ...lifecycle } });

/** For a type of which nothing is made. */
export const nothingToRemove = () => undefined;

/**
 * Returns the name that CloudFormation would generate. Its suffix is derived from the stack and the logical id, so
 * a name stays the same from one start to the next.
 * @param generation how often the resource was replaced: each time it has another name
 */
export function physicalName(stackName: string, logicalId: string, maxLength = 64, generation = 0): string {
  const key = `${stackName}/${logicalId}${generation === 0 ? '' : `/${generation}`}`;
  const digest = createHash('sha256').update(key).digest();
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
