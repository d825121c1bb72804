import { OperatorError } from '../platform/errors.ts';
import { readLocation } from '../resources/common/appsync.ts';
import type { CodeChecker } from '../services/appsync/typeCheck/createCodeChecker.ts';
import type { TypeFault } from '../services/appsync/typeCheck/checkTypes.ts';
import { checkStoredCode, codeHash } from '../services/appsync/typeCheck/checkStoredCode.ts';
import type { Services } from '../services/Services.ts';
import type { DeployedStack } from './walkAssembly.ts';

/**
 * Checks the types of all resolver code as AppSync does when it stores a resolver or a function. Throws an
 * `OperatorError` that has AppSync's words, a line for each fault, and returns a text for each resource that AppSync may refuse.
 * All code is checked in one compilation, once everything is created: one for each resource takes a minute.
 * @param file remembers what was checked
 * @param checker is to be closed by whoever made it
 */
export async function checkResolverCode(
  stacks: readonly DeployedStack[],
  services: Services,
  file: string,
  checker: CodeChecker,
): Promise<string[]> {
  const resources = stacks.flatMap((stack) => codeIn(stack, services));
  const faults = await checkStoredCode(
    new Map(resources.map(({ hash, code }) => [hash, code])),
    file,
    checker,
  );
  const faulty = resources.map(({ label, hash }) => ({ label, faults: faults.get(hash) ?? [] }));
  const refused = faulty.filter(({ faults }) => faults.some(({ isCertain }) => isCertain));
  if (refused.length > 0) throw new OperatorError(refused.map(refusal).join('\n'));
  return faulty.filter(({ faults }) => faults.length > 0).map(warning);
}

interface StoredCode {
  /** As `createResource` names a resource. */
  readonly label: string;
  readonly hash: string;
  readonly code: string;
}

const codeIn = ({ name, resources }: DeployedStack, services: Services): StoredCode[] =>
  Object.entries(resources)
    .filter(
      ([, { type }]) => type === 'AWS::AppSync::Resolver' || type === 'AWS::AppSync::FunctionConfiguration',
    )
    .flatMap(([logicalId, { type, properties }]) => {
      const { Code, CodeS3Location: location } = properties;
      const code = typeof location === 'string' ? readLocation(location, { services, logicalId }) : Code;
      if (typeof code !== 'string') return [];
      return [{ label: `${name}/${logicalId} (${type})`, hash: codeHash(code), code }];
    });

interface Faulty {
  readonly label: string;
  readonly faults: readonly TypeFault[];
}

/** The message is recorded: https://github.com/aws-amplify/amplify-backend/pull/1893. AppSync's API has the places apart. */
const refusal = ({ label, faults }: Faulty) =>
  [
    `${label}: The code contains one or more errors.`,
    ...faults.filter(({ isCertain }) => isCertain).map(faultLine),
  ].join('\n');

const warning = ({ label, faults }: Faulty) =>
  [
    `${label}: AppSync may refuse this code, which does not fit the types of @aws-appsync/utils.`,
    ...faults.map(faultLine),
  ].join('\n');

const faultLine = ({ line, column, file, code, message }: TypeFault) =>
  `  ${line}:${column}${file ? ` (${file})` : ''} ${code} ${message}`;
