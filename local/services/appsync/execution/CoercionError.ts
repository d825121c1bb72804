/** A variable's value does not fit its type. The message is AppSync's own. */
export class CoercionError extends Error {}
