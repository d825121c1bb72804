/** Looks up a placeholder's value; undefined where there is none to put in. */
export type Lookup = (placeholder: string) => unknown;

/** `<name>` or `<$.path>`; brackets around anything else are text. */
const TOKEN = /\\.|"|<([$A-Za-z][^<>"\s]*)>/gs;

/**
 * Puts values into a template's placeholders. Outside of quotes a placeholder becomes JSON; inside,
 * the bare text of its value, not escaped. One without a value becomes empty text.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function fillTemplate(template: string, lookup: Lookup): string {
  let quoted = false;
  return template.replace(TOKEN, (token, placeholder: string | undefined) => {
    if (token === '"') quoted = !quoted;
    if (placeholder === undefined) return token;
    const value = lookup(placeholder);
    return quoted ? bareText(value) : JSON.stringify(value ?? (value === null ? null : ''));
  });
}

/** The names of a template's placeholders, each once. */
export function placeholdersOf(template: string): readonly string[] {
  const names = [...template.matchAll(TOKEN)].flatMap(([, placeholder]) => placeholder ?? []);
  return [...new Set(names)];
}

function bareText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
