import { createHash } from 'node:crypto';

export const md5 = (data: string | Uint8Array) => createHash('md5').update(data).digest('hex');
