import type { ErrorType } from '../../../model/errors.ts';
import type { Scene } from './Scene.ts';

export type Variables = Record<string, any>;

/** A value that a place must not take, and how it is answered. */
export interface Bad {
  /** A function makes it of the scene and the operation's good variables. */
  readonly value: string | number | object | ((scene: Scene, good: Variables) => unknown);
  /** `nothing` where a query answers as for what is not there: null, or a page without items. */
  readonly answer: ErrorType | 'nothing';
  /** The argument the error names. @default the place's own */
  readonly argument?: string;
}

/** One way to use a field: variables that are taken as they are, and what each place in them must not hold. */
export interface Operation {
  /** `Query.getThing`: the type and the field. */
  readonly field: string;
  /** What this use of the field is about, where there are several. */
  readonly use?: string;
  /** A role where people may not call the field at all. @default admin, whom no rule of ours but the value's stops */
  readonly caller?: 'admin' | 'role';
  readonly good: (scene: Scene) => Promise<Variables>;
  /**
   * By place, such as `input.address.city`. Values that do not fit the place's type are `misfits` and go without
   * saying; an empty list is a place where those are all there is.
   */
  readonly bad: Readonly<Record<string, readonly Bad[]>>;
  /** Places that take every text, and make of it what is wanted. @default - none */
  readonly takesAny?: readonly string[];
}
