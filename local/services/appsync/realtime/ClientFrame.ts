/** What a client says. Only `type` is always there. */
export interface ClientFrame {
  readonly type: string;
  readonly id?: unknown;
  readonly payload?: { readonly data?: unknown; readonly extensions?: { readonly authorization?: unknown } };
}

/** The frame, or undefined where the text is none. */
export function parseFrame(text: string): ClientFrame | undefined {
  const value = parseObject(text);
  return typeof value?.['type'] === 'string' ? (value as unknown as ClientFrame) : undefined;
}

/** A JSON object's text as the object; undefined for anything else. */
export function parseObject(text: unknown): Record<string, unknown> | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
