import type { Letter } from './core/Letter.ts';

/** A letter as `--json` prints it. The receipt handle is left out: it is good for nobody else. */
export const letterJson = ({ id, queue, body, attributes, systemAttributes, cause }: Letter) => ({
  id,
  queue: queue.name,
  ...cause,
  body,
  attributes,
  systemAttributes,
});
