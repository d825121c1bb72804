/** Minutes east of UTC at a moment, for `+0800`, `+08:00`, `Z` or an IANA name. Throws for any other zone. */
export function offsetAt(epochMs: number, zone: string): number {
  const fixed = parseOffset(zone);
  if (fixed !== undefined) return fixed;
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(epochMs)
    .find(({ type }) => type === 'timeZoneName')!.value;
  return parseOffset(name.replace('GMT', '') || 'Z')!;
}

export function parseOffset(text: string): number | undefined {
  if (/^(Z|UTC|GMT)$/.test(text)) return 0;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? [];
  if (!sign) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

export function offsetText(minutes: number, separator: string): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}
