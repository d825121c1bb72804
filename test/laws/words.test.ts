import { describe, expect, test } from 'vitest';
import { foundIn, textFiles } from './textFiles.ts';

/**
 * Words of this application's domain that are not words of AWS or of everyday English. `order` and `user` are, so they
 * count only as parts of the names below.
 */
const DOMAIN =
  /bookings?|apartments?|tenants?|caretakers?|front\s?desk|landlord|restock|inventory|buildingId|\bskus?\b|(place|cancel|ship|deliver)Order|order(Id|Placed|Status|Line)|onStockLevel/i;

/** Absolute paths on somebody's machine. */
const PLACES = /(^|[\s'"`(=:,])(\/(tmp|work|home|root|Users|private|var\/folders)\/|[A-Z]:\\)/;

describe('the local cloud', () => {
  test('contains no word of the domain', () => {
    const files = textFiles(['local', 'test/local']);
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((file) => foundIn(file, DOMAIN))).toEqual([]);
  });

  test.each([
    'createBooking',
    'an Apartment',
    'placeOrder',
    'skuLevel of sku',
    "'TENANT'",
    'BOOKING_PENDING_EVENT',
    'orderId',
  ])('may not contain %s', (text) => {
    expect(foundIn({ path: 'local/planted.ts', text }, DOMAIN)).toEqual([`local/planted.ts:1 ${text}`]);
  });

  test.each(['in order of arrival', 'orderResources', 'the user pool', 'building a template', 'stockpile'])(
    'may contain %s',
    (text) => {
      expect(foundIn({ path: 'local/lawful.ts', text }, DOMAIN)).toEqual([]);
    },
  );
});

describe('code and documents', () => {
  test('contain no absolute path of a machine', () => {
    const files = textFiles([
      'lib',
      'resolvers',
      'lambda-fns',
      'letters',
      'model',
      'local',
      'start',
      'test',
      'bench',
      'docs',
      '*.md',
      '*.json',
      '*.js',
      '*.cjs',
      '*.yml',
      '.ci',
    ]);
    expect(files.length).toBeGreaterThan(100);
    expect(
      files.filter(({ path }) => path !== 'package-lock.json').flatMap((file) => foundIn(file, PLACES)),
    ).toEqual([]);
  });

  test.each(["'/tmp/cloud.json'", 'see /home/me/notes', '(/Users/me/x)', "cd '/work/it'", '"C:\\\\temp"'])(
    'may not contain %s',
    (text) => {
      expect(foundIn({ path: 'docs/planted.md', text }, PLACES)).toHaveLength(1);
    },
  );

  test.each(['https://example.com/home/page', '`./work/it`', 'src/tmp/x', 'POST /graphql'])(
    'may contain %s',
    (text) => {
      expect(foundIn({ path: 'docs/lawful.md', text }, PLACES)).toEqual([]);
    },
  );
});
