/** Thrown by `runtime.earlyReturn` to leave a handler at once. Not an error, so it carries no stack. */
export interface EarlyReturn {
  readonly kind: typeof EARLY_RETURN;
  readonly value: unknown;
  readonly skipTo: 'END' | 'NEXT';
}

export const EARLY_RETURN = Symbol('early return');

export const isEarlyReturn = (thrown: unknown): thrown is EarlyReturn =>
  typeof thrown === 'object' && thrown !== null && (thrown as EarlyReturn).kind === EARLY_RETURN;

/** `runtime.earlyReturn`: https://docs.aws.amazon.com/appsync/latest/devguide/runtime-utils-js.html */
export function earlyReturn(value?: unknown, { skipTo = 'NEXT' }: { skipTo?: 'END' | 'NEXT' } = {}): never {
  throw { kind: EARLY_RETURN, value: value ?? null, skipTo } satisfies EarlyReturn;
}
