import { expect, test } from 'vitest';
import { letterAttributes } from '../../model/deadLetters/attributes.ts';
import { letterHints } from '../../start/letterHints.ts';

const hints = letterHints(4000);
const DIED_ON = '2030-01-01T00:00:00.000Z';
const diedAt = Date.parse(DIED_ON);
const death = (more: object = {}) => ({
  [letterAttributes.death]: JSON.stringify({ diedOn: DIED_ON, ...more }),
});

test('the reason of a letter is what its worker wrote', () => {
  const attributes = {
    [letterAttributes.errorCode]: 'NotFound',
    [letterAttributes.reason]: 'There is no such flat',
  };
  expect(hints.reasonOf(attributes)).toBe('NotFound: There is no such flat');
  expect(hints.reasonOf({})).toBeUndefined();
});

test('a letter is dying if it was sent when its message died, and not if it was brought back', () => {
  const redrive = { [letterAttributes.redrive]: JSON.stringify({ count: 1 }) };
  expect(hints.isDying(death(), diedAt + 100)).toBe(true);
  expect(hints.isDying(death(), diedAt + 5001)).toBe(false);
  expect(hints.isDying({ ...death(), ...redrive }, diedAt + 100)).toBe(false);
  expect(hints.isDying({ ...death({ redrives: 1 }), ...redrive }, diedAt + 100)).toBe(true);
});

test.each(['{', 'null', '{"diedOn":"soon"}'])('what anybody writes as a death, %s, is none', (Death) => {
  expect(hints.isDying({ Death }, diedAt)).toBe(false);
});

test('the command finds the cloud by its port', () => {
  expect(hints.commandFor!('m1')).toBe('npm run letters -- show m1');
  expect(letterHints(4100).commandFor!('m1')).toBe('PORT=4100 npm run letters -- show m1');
});
