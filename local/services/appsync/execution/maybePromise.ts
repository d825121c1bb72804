export type MaybePromise<Value> = Value | Promise<Value>;

const isPromise = <Value>(value: MaybePromise<Value>): value is Promise<Value> => value instanceof Promise;

/** Goes on with `value` now where it is there, so that data at hand completes without waiting. */
export const andThen = <Value, Next>(
  value: MaybePromise<Value>,
  next: (value: Value) => MaybePromise<Next>,
) => (isPromise(value) ? value.then(next) : next(value));

export const all = <Value>(values: readonly MaybePromise<Value>[]): MaybePromise<readonly Value[]> =>
  values.some(isPromise) ? Promise.all(values) : (values as readonly Value[]);
