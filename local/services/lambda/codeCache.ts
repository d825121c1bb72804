import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Unpacked code, by its content; what is missing from it is made again. */
export const CODE_CACHE = join(tmpdir(), `lambda-code-${userInfo().uid}`);

/** What V8 made of code, of the sandbox's own too: halves a cold start. */
export const COMPILE_CACHE = join(CODE_CACHE, 'compiled');
