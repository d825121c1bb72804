import { BlockList, isIP } from 'node:net';
import type { PatternOperator } from './PatternOperator.ts';

/** IPv4 and IPv6 blocks, such as `10.0.0.0/24`. */
export const cidr: PatternOperator = {
  complaint: (operand) => {
    // AWS words it so: the message names the wrong operator.
    if (typeof operand !== 'string') return 'prefix match pattern must be a string';
    const [address = '', mask, ...more] = operand.split('/');
    if (mask === undefined || more.length > 0) return "Malformed CIDR, one '/' required";
    if (isIP(address) === 0) return `Nonstandard IP address: ${address}`;
    return maskComplaint(isIP(address) as 4 | 6, mask);
  },
  matches: (operand: string, value) => {
    if (typeof value !== 'string' || isIP(value) === 0) return false;
    const [address, mask] = operand.split('/') as [string, string];
    const block = new BlockList();
    block.addSubnet(address, Number(mask), familyOf(address));
    return familyOf(address) === familyOf(value) && block.check(value, familyOf(value));
  },
};

const familyOf = (address: string) => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

function maskComplaint(version: 4 | 6, mask: string): string | undefined {
  if (!/^-?\d+$/.test(mask)) return 'Malformed CIDR, mask bits must be an integer';
  if (Number(mask) < 0) return 'Malformed CIDR, mask bits must not be negative';
  const bits = version === 4 ? 32 : 128;
  return Number(mask) > bits ? `IPv${version} mask bits must be < ${bits}` : undefined;
}
