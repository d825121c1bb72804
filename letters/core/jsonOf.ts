/** The JSON of a text; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The member of nested objects at a path such as `detail.eventData`; undefined where there is none. */
export const valueAt = (json: unknown, path: string): unknown => path.split('.').reduce(memberOf, json);

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
