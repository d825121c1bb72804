/** An operation's variables by name, coerced. One that nobody gave a value is not there. */
export type Variables = Readonly<Record<string, unknown>>;
