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

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
export const SecretsManagerSecret = defineResource(
  z.strictObject({
    Name: text.optional(),
    Description: text.optional(),
    GenerateSecretString: GenerateSecretString.optional(),
    SecretString: text.optional(),
    KmsKeyId: inert.optional(),
    Tags: inert.optional(),
  }),
  (properties, { world, services, physicalName }) => {
    const { Name, Description, GenerateSecretString: generate, SecretString } = properties;
    if (generate && SecretString !== undefined)
      throw new OperatorError('either GenerateSecretString or SecretString can be given, not both');
    const { arn } = services.secretsManager.createSecret(
      {
        name: Name ?? physicalName(512),
        description: Description,
        initialValue: () => {
          const value = generate ? generated(generate, world.random) : SecretString;
          return value === undefined ? undefined : { SecretString: value };
        },
      },
      world.random,
    );
    return { ref: arn, attributes: { Id: arn } };
  },
);

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
