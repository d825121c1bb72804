import { expect, test, vi } from 'vitest';
import { logLinesOf } from '../logLinesOf.ts';

test('input in a line of log is shown and has no effect on a terminal', async () => {
  // Other tests have silenced it.
  process.env['POWERTOOLS_LOG_LEVEL'] = 'INFO';
  vi.resetModules();
  const { logger } = await import('../../../lambda-fns/platform/logger.ts');
  const [line = ''] = await logLinesOf(async () =>
    logger.error('refused', { reason: 'a\u001b[2J\nb\u009b2J\u202e\u2028', inner: { text: '\u200b' } }),
  );

  expect(line.trimEnd()).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  expect(JSON.parse(line)).toMatchObject({
    reason: 'a\u001b[2J\nb\\u{9b}2J\\u{202e}\\u{2028}',
    inner: { text: '\\u{200b}' },
  });
});
