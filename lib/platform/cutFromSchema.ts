import { parse, type DocumentNode } from 'graphql';

/**
 * SDL without the types (`Name`) and fields (`Type.name`) named; all else stays as it is written. A name
 * that is not there is no fault: what still has no resolver is found by the checks.
 */
export const cutFromSchema = (sdl: string, names: readonly string[]): string =>
  nodesOf(parse(sdl))
    .filter(({ name }) => names.includes(name))
    .sort((one, other) => other.start - one.start)
    .reduce((text, { start, end }) => text.slice(0, start).trimEnd() + text.slice(end), sdl);

/** Every type and field by its name, with where it is written, its description included. */
const nodesOf = ({ definitions }: DocumentNode) =>
  definitions.flatMap((definition) => {
    if (!('name' in definition) || !definition.name) return [];
    const type = definition.name.value;
    const fields = 'fields' in definition ? (definition.fields ?? []) : [];
    return [
      placed(type, definition.loc),
      ...fields.map(({ name, loc }) => placed(`${type}.${name.value}`, loc)),
    ];
  });

const placed = (name: string, loc: { readonly start: number; readonly end: number } | undefined) => {
  if (!loc) throw new Error(`${name} was parsed without its place`);
  return { name, start: loc.start, end: loc.end };
};
