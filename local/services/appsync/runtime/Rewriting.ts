import { z } from 'zod';
import type { Edit } from './countSteps.ts';

/** How the text of a module becomes a script. It holds as well for every text from which this one differs by digits alone. */
export interface Rewriting {
  /** Statements that bind what the module imports. */
  readonly imports: string;
  /** In the order of their places. */
  readonly edits: readonly Edit[];
  /** What the module calls the handlers that it exports. */
  readonly handlers: { readonly request: string; readonly response: string };
}

/** Edits as triples, since a module has about seventy. */
const written = z.strictObject({
  imports: z.string(),
  edits: z.array(
    z.tuple([z.number(), z.number(), z.string()]).transform(([start, end, text]) => ({ start, end, text })),
  ),
  handlers: z.strictObject({ request: z.string(), response: z.string() }),
});

export function writeRewriting({ imports, edits, handlers }: Rewriting): string {
  return JSON.stringify({
    imports,
    edits: edits.map(({ start, end, text }) => [start, end, text]),
    handlers,
  } satisfies z.input<typeof written>);
}

/** Returns nothing for a text that `writeRewriting` did not write. */
export function readRewriting(text: string): Rewriting | undefined {
  try {
    return written.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
