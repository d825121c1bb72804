import type { Randomness } from '../../../platform/Randomness.ts';

/** The same members in an order that chance chose (Fisher and Yates). */
export function shuffled<Member>(members: readonly Member[], random: Randomness): Member[] {
  const order = [...members];
  for (let last = order.length - 1; last > 0; last--) {
    const chosen = Math.floor(random.float() * (last + 1));
    [order[last], order[chosen]] = [order[chosen]!, order[last]!];
  }
  return order;
}
