import { isIP } from 'node:net';

/** RFC 822's `local-part@domain-part`, loosely. */
export const isEmail = (text: string) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/.test(text);

/** RFC 1738: a scheme, and no double slash in the path. */
export function isUrl(text: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text) || /\s/.test(text) || !URL.canParse(text)) return false;
  return !new URL(text).pathname.includes('//');
}

/** Without a country code the number is taken as one of the North American plan. */
export function isPhone(text: string): boolean {
  if (!/^\+?[\d(][\d\s().-]*$/.test(text)) return false;
  const digits = text.replace(/\D/g, '').length;
  return text.startsWith('+')
    ? digits >= 8 && digits <= 15
    : digits === 10 || (digits === 11 && text.startsWith('1'));
}

/** IPv4 or IPv6, with a CIDR suffix where there is one. */
export function isIpAddress(text: string): boolean {
  const [, address, suffix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address ?? '');
  return version !== 0 && Number(suffix ?? 0) <= (version === 4 ? 32 : 128);
}
