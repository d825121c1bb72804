import type { CallerKind } from './callers.ts';
import type { Scene } from './Scene.ts';

/**
 * `yes`, or the `errorType` of the refusal. A subscription that is granted and hears nothing of the
 * owner's things is `silence`.
 */
export type Outcome = string;

/** One way to use a field of the schema, and what comes of it, by caller. */
export interface Operation {
  /** `Query.getThing`: the type and the field. */
  readonly field: string;
  /** What this use of the field is about, where there are several. */
  readonly use?: string;
  readonly query: string;
  /** Makes what the operation is about, and the operation's variables. */
  readonly given: (scene: Scene, caller: CallerKind) => Promise<Record<string, unknown>>;
  /** Of a subscription: prepares what is to be heard of while it is followed, and lets it happen when called. */
  readonly happens?: (scene: Scene, variables: Record<string, unknown>) => Promise<() => Promise<unknown>>;
  readonly outcomes: Readonly<Record<CallerKind, Outcome>>;
}

/** A person's things: for the person and for staff. */
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
