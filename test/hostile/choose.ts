import type { Attack, Shape } from './Attack.ts';
import { createChance } from './Chance.ts';
import { shapes } from './shapes.ts';
import type { Knowledge } from './target/knowledge.ts';

export interface Input {
  readonly index: number;
  readonly shape: Shape;
  readonly attack: Attack;
}

const total = shapes.reduce((sum, { weight }) => sum + weight, 0);

/** The shape of an input depends on seed and index alone, so that it is the same in every run. */
export function shapeAt(seed: number, index: number): Shape {
  // A stream of choices of its own, so that an attack's choices do not follow from its shape.
  let at = createChance(seed ^ 0x5a5a5a5a, index).int(0, total * 1000 - 1) / 1000;
  for (const shape of shapes) if ((at -= shape.weight) < 0) return shape;
  return shapes.at(-1)!;
}

export function inputAt(seed: number, index: number, known: Knowledge): Input {
  const shape = shapeAt(seed, index);
  return { index, shape, attack: shape.generate(createChance(seed, index), known) };
}
