/** Why something failed, in a word such as ECONNREFUSED where the system has one: `fetch` hides it in the cause. */
export function causeOf(error: unknown): string {
  const { code, cause, message } = error as Error & { readonly code?: unknown };
  if (cause instanceof Error) return causeOf(cause);
  return typeof code === 'string' ? code : message;
}
