import type { Account } from '../platform/World.ts';
import type { Created } from '../resources/ResourceType.ts';
import type { Template } from './Template.ts';

/** What intrinsic functions of one stack can see. */
export interface Scope {
  readonly account: Account;
  readonly stackName: string;
  readonly stackId: string;
  readonly template: Template;
  /** Resources made so far, by logical id. */
  readonly created: Map<string, MadeResource>;
  /** Exports of every stack deployed so far. */
  readonly exports: Map<string, unknown>;
}

export interface MadeResource extends Created {
  /** As they were given to the resource's type: every intrinsic function resolved. */
  readonly properties: Readonly<Record<string, any>>;
}
