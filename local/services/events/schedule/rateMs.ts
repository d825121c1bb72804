const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `1 minute`, `5 minutes`: the unit is singular for one and plural otherwise. Undefined where it is no rate. */
export function rateMs(body: string): number | undefined {
  const [, count, unit, plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(body) ?? [];
  if (!count || !unit || (count === '1') !== (plural === '')) return undefined;
  return Number(count) * UNIT_MS[unit]!;
}
