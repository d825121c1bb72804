import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Randomness } from '../platform/Randomness.ts';
import { OperatorError } from '../platform/errors.ts';
import { defineResource } from './common/ResourceType.ts';
import { flag, inert, integer, text } from './common/properties.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html */
const GenerateSecretString = z.strictObject({
  ExcludeCharacters: text.default(''),
  ExcludeLowercase: flag.default(false),
  ExcludeNumbers: flag.default(false),
  ExcludePunctuation: flag.default(false),
  ExcludeUppercase: flag.default(false),
  GenerateStringKey: text.optional(),
  IncludeSpace: flag.default(false),
  PasswordLength: integer.default(32),
  RequireEachIncludedType: flag.default(true),
  SecretStringTemplate: text.optional(),
});

const properties = z
  .strictObject({
    Name: text.optional(),
    Description: text.optional(),
    GenerateSecretString: GenerateSecretString.optional(),
    SecretString: text.optional(),
    KmsKeyId: inert.optional(),
    Tags: inert.optional(),
  })
  .refine(({ GenerateSecretString, SecretString }) => !GenerateSecretString || SecretString === undefined, {
    path: ['SecretString'],
    error: 'either GenerateSecretString or SecretString can be given, not both',
  });

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
export const SecretsManagerSecret = defineResource(
  properties,
  (given, { world, services, physicalName }) => {
    const { Name, Description } = given;
    const { arn } = services.secretsManager.createSecret(
      {
        name: Name ?? physicalName(512),
        description: Description,
        initialValue: () => valueOf(given, world.random),
      },
      world.random,
    );
    return { ref: arn, attributes: { Id: arn } };
  },
  {
    replacedBy: ['Name'],
    identifiedBy: ['Name'],
    update(given, { services }, { ref, attributes = {}, properties: before }) {
      services.secretsManager.updateSecret(ref, given.Description, (random) =>
        isSameValue(before, given) ? undefined : valueOf(given, random),
      );
      return { ref, attributes };
    },
    remove: ({ ref }, { services }) => services.secretsManager.deleteSecret(ref),
  },
);

type Given = Pick<z.output<typeof properties>, 'GenerateSecretString' | 'SecretString'>;

/** Documented: a change of either property makes a new version. Otherwise a value that somebody put stays. */
const isSameValue = (before: Given, after: Given) =>
  before.SecretString === after.SecretString &&
  isDeepStrictEqual(before.GenerateSecretString, after.GenerateSecretString);

function valueOf({ GenerateSecretString: generate, SecretString }: Given, random: Randomness) {
  const value = generate ? generated(generate, random) : SecretString;
  return value === undefined ? undefined : { SecretString: value };
}

type Generator = z.output<typeof GenerateSecretString>;

/** A password, or the template's JSON with it under the key. */
function generated(generator: Generator, random: Randomness): string {
  const password = passwordOf(generator, random);
  const { GenerateStringKey: key, SecretStringTemplate: template } = generator;
  if (key === undefined && template === undefined) return password;
  if (key === undefined || template === undefined)
    throw new OperatorError('GenerateStringKey and SecretStringTemplate are given together or not at all');
  const parsed: unknown = JSON.parse(template);
  if (typeof parsed !== 'object' || parsed === null)
    throw new OperatorError('SecretStringTemplate is not a JSON object');
  return JSON.stringify({ ...parsed, [key]: password });
}

const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

function passwordOf(generator: Generator, random: Randomness): string {
  const { PasswordLength: length, ExcludeCharacters: excluded } = generator;
  const kinds = [
    generator.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    generator.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    generator.ExcludeNumbers ? '' : '0123456789',
    generator.ExcludePunctuation ? '' : PUNCTUATION,
    generator.IncludeSpace ? ' ' : '',
  ]
    .map((kind) => [...kind].filter((letter) => !excluded.includes(letter)).join(''))
    .filter((kind) => kind !== '');
  if (kinds.length === 0 || length < kinds.length || length > 4096)
    throw new OperatorError('GenerateSecretString leaves no password to be generated');
  const required = generator.RequireEachIncludedType ? kinds.map((kind) => random.text(1, kind)) : [];
  const letters = [...required, ...random.text(length - required.length, kinds.join(''))];
  // Otherwise the required ones would always be the first.
  for (let last = letters.length - 1; last > 0; last--) {
    const other = Math.floor(random.float() * (last + 1));
    // Both are indexes of the list.
    [letters[last], letters[other]] = [letters[other] as string, letters[last] as string];
  }
  return letters.join('');
}
