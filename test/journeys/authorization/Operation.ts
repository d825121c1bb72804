import type { CallerKind } from './callers.ts';
import type { Scene } from './Scene.ts';

/**
 * `yes`, or the `errorType` of the refusal. `silence` is a subscription that is accepted and receives nothing about the
 * owner's things.
 */
export type Outcome = string;

/** One way to use a field of the schema, and its outcome by caller. */
export interface Operation {
  /** `Query.getThing`: the type and the field. */
  readonly field: string;
  /** Names this use of the field, if there are several. */
  readonly use?: string;
  readonly query: string;
  /** Creates what the operation needs, and returns its variables. */
  readonly given: (scene: Scene, caller: CallerKind) => Promise<Record<string, unknown>>;
  /** For a subscription: prepares a change, and returns a function that makes it, which the subscription then delivers. */
  readonly happens?: (scene: Scene, variables: Record<string, unknown>) => Promise<() => Promise<unknown>>;
  readonly outcomes: Readonly<Record<CallerKind, Outcome>>;
}

/** A person's things, which the person and staff may use. */
const CLOSED = { apiKey: 'Unauthorized', role: 'Unauthorized', nobody: 'UnauthorizedException' };

export const ownerAndStaff = {
  ...CLOSED,
  owner: 'yes',
  otherTenant: 'Forbidden',
  caretaker: 'yes',
  admin: 'yes',
  disabled: 'yes',
};
export const ownerAndAdmins = { ...ownerAndStaff, caretaker: 'Forbidden' };
export const everyUser = { ...ownerAndStaff, otherTenant: 'yes' };
export const everyone = { ...everyUser, apiKey: 'yes' };
export const staff = {
  ...ownerAndStaff,
  owner: 'Unauthorized',
  otherTenant: 'Unauthorized',
  disabled: 'Unauthorized',
};
export const admins = { ...staff, caretaker: 'Unauthorized' };
/** What the resolver itself refuses everybody else. */
export const onlyAdmins = {
  ...ownerAndStaff,
  owner: 'Forbidden',
  caretaker: 'Forbidden',
  disabled: 'Forbidden',
};
