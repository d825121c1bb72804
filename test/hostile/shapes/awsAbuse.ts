import type { Chance } from '../Chance.ts';
import type { Attack, RequestAttack, Shape } from '../Attack.ts';
import type { Knowledge } from '../target/knowledge.ts';
import { awsActions } from './aws/awsActions.ts';
import { mutate } from './mutate.ts';
import { hostileText, hostileValue, strangeName } from './values.ts';

const targets = Object.keys(awsActions);

export const awsRequest = (
  target: string,
  body: string,
  type = 'application/x-amz-json-1.0',
): RequestAttack => ({
  kind: 'request',
  port: 'aws',
  method: 'POST',
  path: '/',
  headers: { 'content-type': type, 'x-amz-target': target, authorization: SIGNATURE },
  body,
});

const SIGNATURE = 'AWS4-HMAC-SHA256 Credential=test/20270101/us-east-1/any/aws4_request';

/** Each action of AWS with an input of which up to three parts are changed. */
export const awsInputs: Shape = {
  name: 'AWS inputs',
  weight: 40,
  generate(chance, known): Attack {
    const target = chance.pick(targets);
    let input: unknown = awsActions[target]!(known, chance);
    for (let times = chance.int(1, 3); times > 0; times--) input = mutate(input, chance);
    return awsRequest(target, withoutWaiting(JSON.stringify(input)));
  },
};

/** A long poll is no attack, and would be taken for a slow answer. */
const withoutWaiting = (body: string) => body.replace(/"WaitTimeSeconds":\d+/, '"WaitTimeSeconds":0');

/** Requests that are no action's: other targets, bodies that are no input, and Lambda's paths. */
export const awsProtocol: Shape = {
  name: 'AWS protocol',
  weight: 16,
  generate: (chance, known) => (chance.often(30) ? lambdaRequest(chance) : wrongRequest(chance, known)),
};

function wrongRequest(chance: Chance, known: Knowledge): Attack {
  const target = chance.pick([() => chance.pick(targets), () => wrongTarget(chance)])();
  const body = chance.pick([
    () => JSON.stringify(hostileValue(chance)),
    () => JSON.stringify(awsActions[target]?.(known, chance) ?? {}).slice(0, chance.int(0, 60)),
    () => hostileText(chance),
    () => '['.repeat(chance.size(200_000)),
    () => '{"a":'.repeat(chance.size(100_000)),
    () => chance.bytes(chance.size(5000)).toString('latin1'),
    () => '',
    () => 'Action=SendMessage&QueueUrl=a&MessageBody=b',
  ])();
  return awsRequest(
    target,
    body,
    chance.pick([
      'application/x-amz-json-1.0',
      'application/x-amz-json-1.1',
      'application/x-www-form-urlencoded',
      'application/cbor',
      'text/html',
    ]),
  );
}

function wrongTarget(chance: Chance): string {
  const [service = '', action = ''] = chance.pick(targets).split('.');
  return chance.pick([
    `${strangeName(chance)}.${strangeName(chance)}`,
    `${service}.${strangeName(chance)}`,
    `${strangeName(chance)}.${action}`,
    `${service}${action}`,
    `${service}.${action}.${action}`,
    `${service.toLowerCase()}.${action}`,
    service,
    '.',
    'a.'.repeat(chance.size(2000)),
  ]);
}

const FUNCTIONS = '/2015-03-31/functions';

function lambdaRequest(chance: Chance): Attack {
  const name = encodeURIComponent(
    chance.pick([
      'none',
      'a'.repeat(chance.size(3000)),
      strangeName(chance),
      'arn:aws:lambda:us-east-1:000000000000:function:none',
    ]),
  );
  const path = chance.pick([
    `${FUNCTIONS}/${name}/invocations`,
    `${FUNCTIONS}/${name}`,
    `${FUNCTIONS}/${name}/configuration`,
    `${FUNCTIONS}?MaxItems=${chance.pick(['-1', '0', 'x', '1e9'])}&Marker=${name}`,
    `${FUNCTIONS}/%ff/invocations`,
    '/2018-10-31/layers',
    '/2015-03-31/event-source-mappings',
    `${FUNCTIONS}/${name}/invocations?Qualifier=${name}`,
  ]);
  return {
    kind: 'request',
    port: 'aws',
    method: chance.pick(['GET', 'POST', 'PUT', 'DELETE']),
    path,
    headers: {
      'x-amz-invocation-type': chance.pick(['Event', 'RequestResponse', 'DryRun', '__proto__', '']),
      'x-amz-log-type': 'Tail',
      authorization: SIGNATURE,
    },
    body: JSON.stringify(hostileValue(chance)),
  };
}
